package org.tare.job.option;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tare.feature.Scaler;

/** Parameters of scalers that do something only beside some values of another one. */
record ScalerNeeds(String param, String other, Set<Object> values) {
    private static final List<ScalerNeeds> ALL = List.of(
            new ScalerNeeds("exact", "strategy", Set.of("median", "quantile")),
            new ScalerNeeds("variance", "withStd", Set.of(true)),
            new ScalerNeeds("lower", "withScaling", Set.of(true)),
            new ScalerNeeds("upper", "withScaling", Set.of(true)),
            new ScalerNeeds("unitVariance", "withScaling", Set.of(true)));

    /**
     * Refuses a parameter that was given in vain.
     *
     * @param given values by the names of parameters, which the scaler has
     * @throws IllegalArgumentException naming both
     */
    static void check(Scaler<?> scaler, Map<String, Object> given) {
        for (ScalerNeeds need : ALL) {
            if (given.containsKey(need.param) && scaler.hasParam(need.other)) {
                Object found = scaler.getOrDefault(scaler.getParam(need.other));
                if (!need.values.contains(found)) {
                    throw new IllegalArgumentException(IdleOptions.sentence(
                            List.of(JobWords.option(need.param)), JobWords.option(need.other) + " is " + found));
                }
            }
        }
    }
}
