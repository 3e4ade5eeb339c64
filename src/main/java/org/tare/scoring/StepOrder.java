package org.tare.scoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The order of steps that all read what was there before any of them. */
final class StepOrder {
    private StepOrder() {}

    /**
     * The same steps, of which one that replaces a column comes after all that read it.
     *
     * @throws IllegalArgumentException if some replace what each other read
     */
    static List<Step> of(List<Step> together) {
        Map<String, Integer> readers = new HashMap<>();
        together.forEach(step -> reads(step).forEach(name -> readers.merge(name, 1, Integer::sum)));
        List<Step> ordered = new ArrayList<>();
        List<Step> waiting = new ArrayList<>(together);
        int before = -1;
        while (ordered.size() > before) {
            before = ordered.size();
            waiting.removeIf(step -> {
                if (step.writes().stream().anyMatch(port -> isReadByOthers(port.name(), step, readers))) {
                    return false;
                }
                reads(step).forEach(name -> readers.merge(name, -1, Integer::sum));
                return ordered.add(step);
            });
        }
        if (!waiting.isEmpty()) {
            throw new IllegalArgumentException("The results "
                    + waiting.stream()
                            .flatMap(step -> step.writes().stream())
                            .map(Port::name)
                            .toList()
                    + " replace the columns of which others of them are made; give some of them other names.");
        }
        return ordered;
    }

    private static boolean isReadByOthers(String name, Step step, Map<String, Integer> readers) {
        return readers.getOrDefault(name, 0) > (reads(step).contains(name) ? 1 : 0);
    }

    private static Set<String> reads(Step step) {
        return step.reads().stream().map(Port::name).collect(Collectors.toSet());
    }
}
