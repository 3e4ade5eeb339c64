package org.tare.report;

import static j2html.TagCreator.article;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.small;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.wbr;

import j2html.tags.DomContent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tare.curve.Affine;
import org.tare.report.plot.NumberText;
import org.tare.stat.Bounds;
import org.tare.stat.Histogram;
import org.tare.stat.Moments;

/** One feature: what is to look at, its picture, its quantiles and its numbers. */
final class FeatureCard {
    private static final double[] QUANTILES = {0.01, 0.25, 0.5, 0.75, 0.99};
    private static final int DIGITS = 6;
    private static final int DIGITS_OF_QUANTILES = 3;
    private static final int LONGEST_FORMULA = 120;
    private static final String UNCHANGED = Affine.IDENTITY.toText();

    private final FeatureView feature;
    private final String id;
    private final Optional<FeaturePicture> picture;

    FeatureCard(FeatureView feature, String id) {
        this.feature = feature;
        this.id = id;
        this.picture = FeaturePicture.of(feature, "h" + id);
    }

    Optional<FeaturePicture> picture() {
        return picture;
    }

    DomContent draw() {
        return article()
                .withId(id)
                .withClass("card")
                .with(h3(feature.shown()))
                .with(each(Findings.of(feature), found -> span(found).withClass("flag")))
                .with(picture.map(FeaturePicture::draw)
                        .map(DomContent.class::cast)
                        .orElse(each()))
                .with(feature.histogram()
                        .filter(known -> !known.isEmpty())
                        .map(FeatureCard::quantiles)
                        .orElse(each()))
                .with(feature.isSeen() ? numbers(moments(feature.moments())) : each())
                .with(numbers(learned()))
                .with(feature.curve()
                        .map(curve -> p(each(Names.of(feature.result()), text(" = " + shortened(curve.toText()))))
                                .withClass("formula"))
                        .map(DomContent.class::cast)
                        .orElse(each()));
    }

    /** Without the line that changes nothing where a curve begins by holding values, and of a long one the beginning. */
    static String shortened(String curve) {
        String formula = curve.startsWith(UNCHANGED + " clip(") ? curve.substring(UNCHANGED.length() + 1) : curve;
        return formula.length() > LONGEST_FORMULA ? formula.substring(0, LONGEST_FORMULA) + "…" : formula;
    }

    /** A quantile that is not exact has below it how far it can be off. */
    private static DomContent quantiles(Histogram histogram) {
        List<Double> all = Arrays.stream(QUANTILES).boxed().toList();
        return table(tr(each(all, q -> th(NumberText.of(100 * q) + " %"))), tr(each(all, q -> quantile(histogram, q))))
                .withClass("quantiles");
    }

    private static DomContent quantile(Histogram histogram, double q) {
        double value = histogram.quantile(q);
        Bounds bounds = histogram.quantileBounds(q);
        DomContent shown = breakable(NumberText.of(value, DIGITS_OF_QUANTILES));
        if (bounds.isExact()) {
            return td(shown);
        }
        double off = Math.max(value - bounds.lower(), bounds.upper() - value);
        return td(shown, small("±" + NumberText.of(off, 2)))
                .withTitle("from " + bounds.lower() + " to " + bounds.upper());
    }

    /** Before the exponent, where there is no room for the whole number. */
    private static DomContent breakable(String number) {
        int exponent = number.indexOf('e');
        return exponent < 0
                ? text(number)
                : each(text(number.substring(0, exponent)), wbr(), text(number.substring(exponent)));
    }

    private static DomContent numbers(Map<String, String> numbers) {
        numbers.values().removeIf(String::isEmpty);
        return numbers.isEmpty() ? each() : dl(each(numbers, (name, value) -> each(dt(name), dd(breakable(value)))));
    }

    /** What the curve was made of, which the values of other days do not change. */
    private Map<String, String> learned() {
        Map<String, String> numbers = new LinkedHashMap<>();
        feature.learned().forEach((name, value) -> numbers.put(name, NumberText.of(value, DIGITS)));
        return numbers;
    }

    private static Map<String, String> moments(Moments moments) {
        Map<String, String> numbers = new LinkedHashMap<>();
        numbers.put("values", NumberText.count(moments.count()));
        numbers.put("mean", NumberText.of(moments.orNan(Moments::mean), DIGITS));
        numbers.put("missing", NumberText.count(moments.missing()));
        numbers.put("std. dev.", NumberText.of(moments.orNan(Moments::standardDeviation), DIGITS));
        numbers.put("min", NumberText.of(moments.min(), DIGITS));
        numbers.put("max", NumberText.of(moments.max(), DIGITS));
        if (moments.infinite() > 0) {
            numbers.put("infinite", NumberText.count(moments.infinite()));
        }
        return numbers;
    }
}
