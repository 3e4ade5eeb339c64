package example;

import java.util.List;
import org.tare.curve.Affine;
import org.tare.curve.Curve;
import org.tare.feature.Scaler;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.Statistic;

/** A scaler that asks for finer and finer histograms of features that have negative values, which it divides by 3. */
public final class AskingScaler extends Scaler<AskingScaler> {
    private static final HistogramStatistic TWO = new HistogramStatistic(2);
    private static final HistogramStatistic FOUR = new HistogramStatistic(4);
    private static final HistogramStatistic EIGHT = new HistogramStatistic(8);

    public AskingScaler(String uid) {
        super(uid);
    }

    @Override
    public List<Statistic<?>> needs() {
        return List.of(TWO);
    }

    @Override
    public List<Statistic<?>> more(FeatureStatistics seen) {
        if (seen.moments().min() >= 0) {
            return List.of();
        }
        // What is known already is not scanned again, so this ends.
        return List.of(TWO, seen.kinds().contains(FOUR) ? EIGHT : FOUR);
    }

    @Override
    public Curve curve(FeatureStatistics feature) {
        return new Affine(0, feature.kinds().contains(EIGHT) ? 3 : 1, 0, 1);
    }
}
