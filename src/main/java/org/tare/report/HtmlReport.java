package org.tare.report;

import j2html.tags.DomContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.tare.feature.ScalerModel;
import org.tare.report.plot.NumberText;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.GroupedStatistics;
import org.tare.train.NeuralNetworkModel;

/**
 * What was learned, as one page of HTML that needs nothing beside itself: no data are read, and nothing is loaded.
 *
 * <pre>{@code
 * HtmlReport.of(model).with(statistics).save(Path.of("report.html"));
 * }</pre>
 *
 * <p>Of each feature it shows counts, moments, certified quantiles, a histogram before and after scaling with the curve between
 * them, and names what is to look at: missing and infinite values, constants, outliers. Histograms are those of statistics that
 * were taken with {@link org.tare.stat.HistogramStatistic}; a model alone has none, and is drawn without. Of a network it shows
 * the layers and the learning curves. Missing and infinite values of weighted statistics are told by rows, since statistics do
 * not know what these weigh. Names are shown as text whatever they hold. A report is immutable: each method returns
 * another one.
 */
public final class HtmlReport {
    private static final String STATISTICS = "statistics";
    private static final String SCALER = "scaler";
    private static final String NETWORK = "network";

    private final String title;
    private final Optional<DatasetStatistics> statistics;
    private final Optional<GroupedStatistics> groups;
    private final List<ScalerModel> models;
    private final Optional<NeuralNetworkModel> network;
    private final Optional<Confusion> confusion;

    private HtmlReport(
            String title,
            Optional<DatasetStatistics> statistics,
            Optional<GroupedStatistics> groups,
            List<ScalerModel> models,
            Optional<NeuralNetworkModel> network,
            Optional<Confusion> confusion) {
        this.title = given(title, "title");
        this.statistics = statistics;
        this.groups = groups;
        this.models = List.copyOf(models);
        this.network = network;
        this.confusion = confusion;
    }

    /** Of statistics alone. */
    public static HtmlReport of(DatasetStatistics statistics) {
        return new HtmlReport(
                "Statistics",
                Optional.of(given(statistics, STATISTICS)),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** Of statistics by group: of all rows, and of the largest groups. */
    public static HtmlReport of(GroupedStatistics statistics) {
        return of(given(statistics, STATISTICS).all()).with(statistics);
    }

    /** Of a scaler; of one by group, of the curves for all rows and for the largest groups. */
    public static HtmlReport of(ScalerModel model) {
        return new HtmlReport(
                "Scaler",
                Optional.empty(),
                Optional.empty(),
                List.of(given(model, SCALER)),
                Optional.empty(),
                Optional.empty());
    }

    /** Of a trained network. */
    public static HtmlReport of(NeuralNetworkModel network) {
        return new HtmlReport(
                "Neural network",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(given(network, NETWORK)),
                Optional.empty());
    }

    /**
     * Of the scalers and the network of a pipeline.
     *
     * @throws IllegalArgumentException if it has none
     */
    public static HtmlReport of(PipelineModel pipeline) {
        return ofStages(given(pipeline, "pipeline").stages())
                .orElseThrow(() -> new IllegalArgumentException("The pipeline '" + pipeline.uid()
                        + "' has no scaler and no network of Tare; give one that has."));
    }

    /** Of the scalers and the network among these stages; empty if there is none. */
    public static Optional<HtmlReport> ofStages(Transformer... stages) {
        HtmlReport report = null;
        for (Transformer stage : given(stages, "stages")) {
            if (stage instanceof NeuralNetworkModel trained) {
                report = report == null ? of(trained) : report.with(trained);
            } else if (stage instanceof ScalerModel scaler) {
                report = report == null ? of(scaler) : report.with(scaler);
            }
        }
        return Optional.ofNullable(report);
    }

    /**
     * The same with statistics, be they of the fit or of other days: all values that are shown of their columns, and the histograms,
     * are theirs, while curves and what these are made of are those of the fit. What a scaler reads of one before it, as in a
     * pipeline, they do not tell, and values of a column with another number of elements neither.
     */
    public HtmlReport with(DatasetStatistics others) {
        return new HtmlReport(
                title, Optional.of(given(others, STATISTICS)), Optional.empty(), models, network, confusion);
    }

    /** The same with statistics by group, from which values of all rows and of the largest groups are shown. */
    public HtmlReport with(GroupedStatistics others) {
        return new HtmlReport(
                title, Optional.of(given(others, STATISTICS).all()), Optional.of(others), models, network, confusion);
    }

    /** The same with a further scaler, as of a network's features. */
    public HtmlReport with(ScalerModel scaler) {
        List<ScalerModel> more = new ArrayList<>(models);
        more.add(given(scaler, SCALER));
        return new HtmlReport(title, statistics, groups, more, network, confusion);
    }

    /** The same with the network that reads a scaler's results. */
    public HtmlReport with(NeuralNetworkModel reader) {
        return new HtmlReport(
                "Neural network", statistics, groups, models, Optional.of(given(reader, NETWORK)), confusion);
    }

    /** The same with what became of the rows of each class. */
    public HtmlReport with(Confusion matrix) {
        return new HtmlReport(
                title, statistics, groups, models, network, Optional.of(given(matrix, "confusion matrix")));
    }

    /** The same under another heading. */
    public HtmlReport title(String other) {
        return new HtmlReport(other, statistics, groups, models, network, confusion);
    }

    private static <T> T given(T value, String what) {
        return Objects.requireNonNull(
                value, () -> "A report's " + what + " may not be null; leave out what is not there.");
    }

    private List<FeatureView> features() {
        return FeatureView.of(models.stream().map(ScalerModel::fitted).toList(), statistics);
    }

    /** The page. */
    public String html() {
        List<FeatureView> features = features();
        List<DomContent> sections = new ArrayList<>();
        network.ifPresent(trained -> sections.add(new NetworkSection(trained.network()).section()));
        confusion.ifPresent(matrix -> sections.add(ConfusionSection.of(matrix)));
        if (!features.isEmpty()) {
            sections.add(new FeatureList(features).section());
        }
        sections.addAll(GroupList.sections(models, groups));
        network.ifPresent(trained -> sections.add(new NetworkSection(trained.network()).identity()));
        return Page.of(title, subtitle(), facts(features), sections);
    }

    private String subtitle() {
        // Statistics count what is missing or infinite, and do not sum its weights.
        boolean isWeighted = statistics.flatMap(DatasetStatistics::weightCol).isPresent();
        return subject()
                + (isWeighted
                        ? " Missing and infinite values are counted and shared by rows, whatever these weigh."
                        : "");
    }

    private String subject() {
        return network.isPresent()
                ? "A network, its layers and its training."
                : !models.isEmpty()
                        ? "What a scaler learned: below each curve the values, beside it what becomes of them."
                        : "What one scan learned, exactly.";
    }

    private Map<String, String> facts(List<FeatureView> features) {
        Map<String, String> facts = new LinkedHashMap<>();
        statistics.ifPresent(known -> facts.put("rows", NumberText.count(known.rows())));
        network.ifPresent(trained -> {
            facts.put("inputs", NumberText.count(trained.network().features()));
            facts.put("outputs", NumberText.count(trained.network().outputs()));
            facts.put("weights", NumberText.count(new NetworkSection(trained.network()).weights()));
            facts.put("epochs", NumberText.count(trained.history().size()));
            facts.put("loss", trained.network().loss());
        });
        if (!features.isEmpty()) {
            facts.put("features", NumberText.count(features.size()));
            facts.put(
                    "with missing values",
                    NumberText.count(features.stream()
                            .filter(feature -> feature.moments().missing() > 0)
                            .count()));
            facts.put(
                    "constant",
                    NumberText.count(features.stream()
                            .filter(feature -> feature.moments().isConstant())
                            .count()));
        }
        models.stream()
                .map(model -> model.fitted().ofGroup())
                .filter(Objects::nonNull)
                .forEach(group -> facts.put("group", group));
        Stream.concat(
                        models.stream().map(ScalerModel::numGroups),
                        groups.stream().map(GroupedStatistics::groups))
                .filter(number -> number > 0)
                .forEach(number -> facts.put("groups", NumberText.count(number)));
        statistics.flatMap(DatasetStatistics::weightCol).ifPresent(weight -> facts.put("weighted by", weight));
        return facts;
    }

    /** The first features, or the layers, as a table that stands in another page, such as a notebook. */
    public String shortForm() {
        return network.map(trained -> new NetworkSection(trained.network()).shortForm())
                .orElseGet(() -> ShortForm.of(features()));
    }

    /**
     * Writes the page to a new file, in UTF-8.
     *
     * @throws java.nio.file.FileAlreadyExistsException if something is there
     */
    public void save(Path file) throws IOException {
        Files.writeString(
                given(file, "file"), html(), StandardCharsets.UTF_8, java.nio.file.StandardOpenOption.CREATE_NEW);
    }
}
