package org.tare.job.option;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Places at which no job reads or writes, whichever option names them. */
public final class PlaceOptions {
    private static final String TABLES_TOO = "PLACE";
    private static final Set<String> LABELS = Set.of("PATH", "FILE", TABLES_TOO);

    private PlaceOptions() {}

    /**
     * Refuses such places before Spark starts.
     *
     * @throws ParameterException naming the place or its option
     */
    public static void check(CommandSpec job) {
        for (ArgSpec option : job.args()) {
            if (LABELS.contains(option.paramLabel())) {
                values(option).forEach(place -> check(job, option, place.toString()));
            }
        }
    }

    private static Collection<?> values(ArgSpec option) {
        Object given = option.getValue();
        return given instanceof Collection<?> several ? several : given == null ? List.of() : List.of(given);
    }

    private static void check(CommandSpec job, ArgSpec option, String place) {
        if (place.isBlank()) {
            String name = option instanceof OptionSpec named ? named.longestName() : option.paramLabel();
            throw new ParameterException(
                    job.commandLine(),
                    name + " is empty; give a path"
                            + (option.paramLabel().equals(TABLES_TOO) ? ", table:NAME or a jdbc: URL" : ""));
        }
        if (place.matches("(?i)https?://.*")) {
            throw new ParameterException(
                    job.commandLine(),
                    "'" + place
                            + "' is on the web, where Spark reads and writes nothing; give a path, such as that of a"
                            + " downloaded copy");
        }
    }
}
