package org.tare.job;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.tare.job.option.ColumnList;
import org.tare.job.option.JobWords;
import org.tare.job.option.OptionSection;
import org.tare.job.option.OptionsFiles;
import org.tare.job.option.ScalerOptions;
import org.tare.job.report.ErrorMessage;
import org.tare.spark.column.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The command line of a job: errors are one sentence in the words of its options, and 2 is the status of wrong usage. */
final class JobCommand extends CommandLine {
    private static final int WIDTH = 110;

    private static final Pattern TEXT_COLUMN = Pattern.compile("Column '.*' is (of type )?string;");

    /** What Spark's assembler of features says of a text. */
    private static final Pattern UNSUPPORTED_COLUMN =
            Pattern.compile("^Data type (.+) of column (.+) is not supported[.]");

    private final BooleanSupplier stacktrace;
    private final Supplier<String> left;

    /** @param left what a job that is asked to end leaves to go on from, as further sentences */
    JobCommand(
            Callable<Integer> job,
            Supplier<List<OptionSection>> sections,
            BooleanSupplier stacktrace,
            Supplier<String> left) {
        super(job);
        this.stacktrace = stacktrace;
        this.left = left;
        OptionSection.addAll(this, sections.get());
        setCaseInsensitiveEnumValuesAllowed(true);
        // So that an option stands over the one in an options file.
        setOverwrittenOptionsAllowed(true);
        setUsageHelpWidth(WIDTH);
        setParameterExceptionHandler((e, arguments) -> {
            getErr().println(sentence(e).replaceFirst("(?<![.?])$", ".") + " See " + getCommandName() + " --help.");
            return ExitCode.USAGE;
        });
        setExecutionExceptionHandler((e, command, parsed) -> failed(e));
    }

    private int failed(Throwable e) {
        // What fails then fails because of that, and the watch tells it.
        if (EndSignal.now().isEmpty()) {
            getErr().println(sentence(e));
        }
        if (stacktrace.getAsBoolean()) {
            e.printStackTrace(getErr());
        }
        return ExitCode.SOFTWARE;
    }

    private String sentence(Throwable e) {
        String said = JobWords.of(ErrorMessage.of(e), getCommandSpec().optionsMap()::containsKey);
        said = UNSUPPORTED_COLUMN.matcher(said).replaceFirst("Column '$2' is $1; give one that is a number.");
        if (TEXT_COLUMN.matcher(said).find() && getCommandSpec().optionsMap().containsKey("--schema")) {
            said = said.replaceFirst(
                    "[.]?$",
                    "; if it is so for a text such as NA among the numbers, give"
                            + " --option nullValue=NA, or the types with --schema.");
        }
        // Of an option that is a map, picocli says its kind twice.
        said = said.replace("for option option ", "for option ");
        return e instanceof UnmatchedArgumentException unmatched ? said + advice(unmatched) : said;
    }

    private String advice(UnmatchedArgumentException unmatched) {
        if (!unmatched.isUnknownOption()) {
            return "; an option that holds blanks stands in quotes";
        }
        String unknown = unmatched.getUnmatched().get(0).replaceFirst("^-+", "").replaceFirst("=.*", "");
        List<String> known = getCommandSpec().optionsMap().keySet().stream()
                .filter(option -> option.startsWith("--"))
                .map(option -> option.substring(2))
                .toList();
        return NearestName.of(unknown, known)
                .map(option -> "; did you mean --" + option + "?")
                .orElse("");
    }

    /**
     * A sentence for each list of columns that another one stands over, where both may have been meant. A scaler begins lists of its
     * own, and a list of a file gives way without a word.
     */
    private Set<String> overwritten(String... arguments) {
        Map<String, String> given = new HashMap<>();
        Set<String> sentences = new LinkedHashSet<>();
        for (int i = 0; i < arguments.length; i++) {
            String[] words = arguments[i].split("=", 2);
            // Without its dashes it is a value, which picocli would take for the option too.
            OptionSpec option = words[0].startsWith("-") ? getCommandSpec().findOption(words[0]) : null;
            if (words[0].equals(ScalerOptions.SCALER)) {
                given.clear();
            } else if (option != null && option.type() == ColumnList.class) {
                String value = words.length == 2 ? words[1] : i + 1 < arguments.length ? arguments[i + 1] : "";
                String before = given.put(option.longestName(), value);
                if (before != null && !before.equals(value)) {
                    sentences.add(words[0] + " is given twice, and " + value + " counts; name all columns in one, as "
                            + before + "," + value + ".");
                }
            }
        }
        return sentences;
    }

    @Override
    public int execute(String... arguments) {
        try {
            OptionsFiles.check(List.of(arguments));
        } catch (IllegalArgumentException e) {
            getErr().println(e.getMessage());
            return ExitCode.USAGE;
        }
        overwritten(arguments).forEach(getOut()::println);
        Runnable end = EndSignal.watch(getErr(), left);
        try {
            return super.execute(arguments);
        } catch (RuntimeException | Error e) {
            // What picocli does not hand on: memory, the stack, a class that is not there.
            return failed(e);
        } finally {
            end.run();
        }
    }
}
