package org.tare.job.option;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.column.ColumnIndex;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Names of columns as an option lists them: {@code a, b}. A name that holds a comma stands in double quotes, in which a
 * quote is doubled.
 */
public record ColumnList(List<String> names) {
    /** No columns. */
    public static final ColumnList NONE = new ColumnList(List.of());

    private static final Pattern NAME = Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*)\"|([^,\"][^,]*?)?)\\s*(,|$)");

    /** Whether there are none. */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** The names, as stages take them. */
    public String[] array() {
        return names.toArray(String[]::new);
    }

    /** Refuses a name that stands here twice. */
    public void requireDistinct(String option) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(option + " has '" + name + "' twice; name each column once.");
            }
        }
    }

    /**
     * The names as the schema spells them.
     *
     * @throws IllegalArgumentException if one is unknown, or two are the same column
     */
    public String[] in(StructType schema, String option) {
        ColumnIndex known = ColumnIndex.of(schema);
        List<String> found = names.stream().map(name -> known.find(name).name()).toList();
        new ColumnList(found).requireDistinct(option);
        return found.toArray(String[]::new);
    }

    static ColumnList parse(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("'" + text + "' names no column");
        }
        List<String> names = new ArrayList<>();
        Matcher matcher = NAME.matcher(text);
        int end = 0;
        do {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new TypeConversionException("'" + text + "' has a quote that does not enclose a whole name");
            }
            String quoted = matcher.group(1);
            String name = quoted != null ? quoted.replace("\"\"", "\"") : matcher.group(2);
            if (name == null || name.isEmpty()) {
                throw new TypeConversionException("'" + text + "' has a comma without a name beside it");
            }
            names.add(name);
            end = matcher.end();
        } while (!matcher.group(3).isEmpty());
        return new ColumnList(names);
    }

    /** Makes the list of an option's text. */
    public static final class Parser implements ITypeConverter<ColumnList> {
        @Override
        public ColumnList convert(String text) {
            return parse(text);
        }
    }
}
