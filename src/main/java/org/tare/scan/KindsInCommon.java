package org.tare.scan;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.stat.Statistic;

/** Which kinds of statistics a merge keeps: those that both sides have. */
final class KindsInCommon {
    private static final Logger LOG = LoggerFactory.getLogger(KindsInCommon.class);

    private KindsInCommon() {}

    /**
     * Logs which kinds will be left out.
     *
     * @throws IllegalArgumentException if a column has one kind with different arguments on the two sides
     */
    static void check(List<ColumnStatistics> columns, List<ColumnStatistics> others) {
        Set<String> leftOut = new TreeSet<>();
        for (int i = 0; i < columns.size(); i++) {
            Set<String> mine = kinds(columns.get(i));
            Set<String> theirs = kinds(others.get(i));
            if (columns.get(i).size() == 0 || others.get(i).size() == 0 || mine.equals(theirs)) {
                continue;
            }
            requireSameArguments(columns.get(i).name(), mine, theirs);
            Stream.concat(mine.stream(), theirs.stream())
                    .filter(kind -> !(mine.contains(kind) && theirs.contains(kind)))
                    .forEach(leftOut::add);
        }
        if (!leftOut.isEmpty()) {
            LOG.warn("Only one of the merged statistics has {}, which the result is without.", leftOut);
        }
        List<String> withoutSums = IntStream.range(0, columns.size())
                .filter(i -> (columns.get(i).hasSums() && others.get(i).lacksSums())
                        || (others.get(i).hasSums() && columns.get(i).lacksSums()))
                .mapToObj(i -> columns.get(i).name())
                .toList();
        if (!withoutSums.isEmpty()) {
            LOG.warn(
                    "Only one of the merged statistics has sums of {}, which the result is without, so that it tells no mean"
                            + " and no deviation.",
                    withoutSums);
        }
    }

    private static void requireSameArguments(String column, Set<String> mine, Set<String> theirs) {
        for (String kind : mine) {
            for (String other : theirs) {
                boolean isShared = theirs.contains(kind) || mine.contains(other);
                if (!isShared && word(kind).equals(word(other))) {
                    throw new IllegalArgumentException("Column '" + column + "' has '" + kind
                            + "' in one statistic and '" + other + "' in the other; scan both with one of them.");
                }
            }
        }
    }

    private static String word(String kind) {
        return kind.replaceFirst("\\(.*", "");
    }

    private static Set<String> kinds(ColumnStatistics column) {
        return column.mergedKinds().stream().map(Statistic::toString).collect(Collectors.toCollection(TreeSet::new));
    }
}
