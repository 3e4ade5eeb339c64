package org.tare.feature.plan;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.tare.spark.column.NameIndex;

/**
 * What is stored of a model besides its parameters.
 *
 * @param columns what was fitted
 * @param source the vector that holds the inputs, or null where each is a column
 * @param groups what was fitted of each group, or null
 * @param replaces whether a result may take the place of any column
 * @param ofGroup the one group that this is of, in words, or null
 */
@DefaultSerializer(JavaSerializer.class)
public record FittedScaler(
        List<FittedColumn> columns, SourceVector source, FittedGroups groups, boolean replaces, String ofGroup)
        implements Serializable {
    /** Checks nothing and copies the list. */
    public FittedScaler {
        columns = List.copyOf(columns);
    }

    /** Of columns of their own, whose results replace nothing but these. */
    public static FittedScaler of(List<FittedColumn> columns) {
        return of(columns, null);
    }

    /** The same by group, if there are groups. */
    public static FittedScaler of(List<FittedColumn> columns, FittedGroups groups) {
        return new FittedScaler(columns, null, groups, false, null);
    }

    /**
     * The columns as one group has them, without groups.
     *
     * @throws IllegalArgumentException if there are no groups, or no such group
     */
    public FittedScaler group(Object... key) {
        if (groups == null) {
            throw new IllegalArgumentException("The model was fitted without groups; set groupCols before the fit.");
        }
        return ofGroup(groups.group(columns, key), Arrays.asList(key));
    }

    private FittedScaler ofGroup(List<FittedColumn> found, List<?> key) {
        return new FittedScaler(found, source, null, replaces, GroupName.of(List.of(groupCols()), key));
    }

    /** The keys of the groups with the most values, those first, and the columns as each has them; none without groups. */
    public Map<List<Object>, FittedScaler> largestGroups(int number) {
        Map<List<Object>, FittedScaler> largest = new LinkedHashMap<>();
        if (groups != null) {
            groups.largest(columns, number).forEach((key, found) -> largest.put(key, ofGroup(found, key)));
        }
        return largest;
    }

    /**
     * The same of the group that a JSON array names.
     *
     * @throws IllegalArgumentException if it is none, a value is not of its column's type, or there is no such group
     */
    public FittedScaler groupOf(String json) {
        return group(groups == null ? new Object[0] : GroupKeyText.values(json, groups.keys()));
    }

    /** The columns by which rows are grouped; none where they are not. */
    public String[] groupCols() {
        return groups == null ? new String[0] : groups.keys().fieldNames();
    }

    /**
     * The same by other columns of the data.
     *
     * @throws IllegalArgumentException if there are not as many as group columns
     */
    public FittedScaler by(String... groupCols) {
        int known = groupCols().length;
        if (groupCols.length != known) {
            throw new IllegalArgumentException("There are " + groupCols.length + " groupCols for the " + known
                    + " of the fit; give as many, or none for those of the fit.");
        }
        return known == 0 ? this : new FittedScaler(columns, source, groups.by(groupCols), replaces, null);
    }

    /** All features of all columns in order. */
    public List<FittedFeature> features() {
        return columns.stream().flatMap(column -> column.features().stream()).toList();
    }

    /** The way back, from the columns or the vector that resulted. */
    public FittedScaler inverse(AssembledColumn assembled) {
        List<Integer> back = IntStream.range(0, columns.size())
                .filter(c -> columns.get(c).isInvertible())
                .boxed()
                .toList();
        return new FittedScaler(
                back.stream().map(c -> columns.get(c).inverse()).toList(),
                assembled == null ? null : SourceVector.of(assembled, columns).select(back),
                groups == null
                        ? null
                        : groups.select(columns, back)
                                .inverse(back.stream().map(columns::get).toList()),
                true,
                ofGroup);
    }

    /**
     * Only the columns whose input, or else whose output, has one of these names, in this order.
     *
     * @throws IllegalArgumentException if a name is unknown, with the nearest ones
     */
    public FittedScaler select(String... names) {
        Objects.requireNonNull(names, "The list of names is null; give names of columns.");
        List<String> inputs =
                columns.stream().map(column -> column.mapping().input()).toList();
        List<String> outputs =
                columns.stream().map(column -> column.mapping().output()).toList();
        Set<Integer> chosen = new LinkedHashSet<>();
        for (String name : names) {
            chosen.addAll(named(name, outputs.contains(name) && !inputs.contains(name) ? outputs : inputs));
        }
        return at(List.copyOf(chosen));
    }

    private static List<Integer> named(String name, List<String> names) {
        List<String> distinct = names.stream().distinct().toList();
        String spelled = distinct.get(new NameIndex(distinct, false).indexOf(name));
        return IntStream.range(0, names.size())
                .filter(i -> names.get(i).equals(spelled))
                .boxed()
                .toList();
    }

    private FittedScaler at(List<Integer> chosen) {
        return new FittedScaler(
                chosen.stream().map(columns::get).toList(),
                source == null ? null : source.select(chosen),
                groups == null ? null : groups.select(columns, chosen),
                replaces,
                ofGroup);
    }

    /**
     * The same with other names of the results.
     *
     * @throws IllegalArgumentException if there are not as many as columns
     */
    public FittedScaler renamed(String... outputs) {
        if (outputs.length != columns.size()) {
            throw new IllegalArgumentException("There are " + outputs.length + " outputCols for the results "
                    + columns.stream().map(column -> column.mapping().output()).toList()
                    + "; give one for each of them, or none for the names of the fit.");
        }
        List<FittedColumn> renamed = new ArrayList<>();
        for (int c = 0; c < outputs.length; c++) {
            FittedColumn column = columns.get(c);
            renamed.add(new FittedColumn(column.mapping().to(outputs[c]), column.type(), column.features()));
        }
        return new FittedScaler(renamed, source, groups, replaces, ofGroup);
    }
}
