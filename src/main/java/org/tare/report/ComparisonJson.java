package org.tare.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.Moments;

/** A {@link Comparison} for machines. What is not known is null; what is infinite is the text {@code Infinity}. */
public final class ComparisonJson {
    private static final int FORMAT = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ComparisonJson() {}

    /** The whole comparison, each feature with its numbers and findings. */
    public static String of(Comparison comparison, Thresholds thresholds) {
        return of(comparison, thresholds, Optional.empty());
    }

    /** The same, with the groups that drifted, are gone or new, where there are groups. */
    public static String of(Comparison comparison, Thresholds thresholds, Optional<GroupDrift> groups) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("drifted", comparison.drifted(thresholds).size());
        json.put("reference", Map.of("rows", comparison.reference().rows()));
        json.put("current", Map.of("rows", comparison.current().rows()));
        Map<String, Object> limits = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            double threshold = thresholds.of(measure);
            limits.put(measure.parameter(), Double.isInfinite(threshold) ? null : threshold);
        }
        json.put("thresholds", limits);
        List<Map<String, Object>> features = new ArrayList<>();
        for (FeatureComparison feature : comparison.features()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("feature", feature.feature());
            one.put("findings", thresholds.findings(feature));
            for (Measure measure : Measure.values()) {
                one.put(measure.parameter(), known(measure.of(feature)));
            }
            one.put("ksLower", known(feature.distance().lower()));
            one.put("ksUpper", known(feature.distance().upper()));
            one.put("reference", moments(feature.reference()));
            one.put("current", moments(feature.current()));
            features.add(one);
        }
        json.put("features", features);
        groups.ifPresent(known -> json.put("groups", groups(known)));
        try {
            return MAPPER.writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> groups(GroupDrift drift) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("by", drift.keys());
        drift.groups().forEach((finding, count) -> json.put(word(finding), count));
        List<Map<String, Object>> found = new ArrayList<>();
        for (GroupDrift.Group group : drift.found()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("key", group.key());
            one.put("finding", word(group.finding()));
            one.put("rowsBefore", group.before());
            one.put("rowsNow", group.now());
            one.put("features", group.features());
            one.put("measures", measures(group));
            found.add(one);
        }
        json.put("found", found);
        return json;
    }

    private static Map<String, Object> measures(GroupDrift.Group group) {
        Map<String, Object> all = new LinkedHashMap<>();
        group.numbers().forEach((feature, numbers) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            numbers.forEach((measure, number) -> one.put(measure.parameter(), known(number)));
            all.put(feature, one);
        });
        return all;
    }

    private static String word(GroupDrift.Finding finding) {
        return finding.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> moments(FeatureStatistics feature) {
        if (feature == null) {
            return null;
        }
        Moments moments = feature.moments();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("count", moments.count());
        json.put("missing", moments.missing());
        json.put("infinite", moments.infinite());
        json.put("mean", known(moments.orNan(Moments::mean)));
        json.put("standardDeviation", known(moments.orNan(Moments::standardDeviation)));
        json.put("min", known(moments.min()));
        json.put("max", known(moments.max()));
        return json;
    }

    private static Object known(double number) {
        return Double.isNaN(number) ? null : number;
    }
}
