package org.tare.job;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.tare.job.option.IdleOptions;
import org.tare.job.option.OptionSection;
import org.tare.job.option.PlaceOptions;
import org.tare.job.report.ConsoleTable;
import org.tare.job.report.ErrorMessage;
import org.tare.spark.SparkVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all jobs share: how they start, what they print, and how they fail. */
@Command(
        versionProvider = JarVersion.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        showAtFileInUsageHelp = true,
        descriptionHeading = "%n",
        optionListHeading = "%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:the job failed", "2:wrong usage"},
        footerHeading = "%n",
        footer = {
            "Options may stand in a file, given as @FILE: see conf/. What spark-submit itself shall get goes into",
            "TARE_SUBMIT_ARGS, for instance TARE_SUBMIT_ARGS=\"--master spark://host:7077 --driver-memory 4g\"."
        })
abstract class Job implements Callable<Integer> {
    private static final int MOST_ROWS = 40;

    @Spec
    private CommandSpec spec;

    @Option(names = "--stacktrace", description = "Show where an error came from.")
    private boolean stacktrace;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show which Tare, Spark and Java run.")
    boolean version;

    /** Refuses what can be refused before Spark starts. */
    abstract void check();

    abstract void run(SparkSession spark) throws Exception;

    @Override
    public Integer call() throws Exception {
        PlaceOptions.check(spec);
        check();
        SparkSession spark =
                SparkSession.builder().appName("tare " + spec.name()).getOrCreate();
        try {
            run(spark);
        } finally {
            spark.sparkContext().setJobDescription(null);
        }
        return CommandLine.ExitCode.OK;
    }

    /** Options that are parameters of stages. */
    List<OptionSection> sections() {
        return List.of();
    }

    /** What the job leaves to go on from where it is asked to end, as further sentences. */
    String left() {
        return "";
    }

    /** What runs a job and answers its exit status. */
    static CommandLine commandLine(Job job) {
        return new JobCommand(job, job::sections, () -> job.stacktrace, job::left);
    }

    /** Runs a job and answers its exit status. */
    static int execute(Job job, String... arguments) {
        return commandLine(job).execute(arguments);
    }

    /** Runs a job and ends the JVM. */
    static void main(Job job, String... arguments) {
        requireSpark();
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        MemoryWatch.start(err);
        MemoryErrors.tell(err);
        int status = execute(job, arguments);
        if (SparkSession.getDefaultSession().isDefined()) {
            SparkSession.getDefaultSession().get().stop();
        }
        System.exit(status);
    }

    /** Before options are made of parameters of stages, which an older Spark cannot. */
    private static void requireSpark() {
        try {
            SparkVersion.require();
        } catch (UnsupportedOperationException e) {
            System.err.println(e.getMessage());
            System.exit(CommandLine.ExitCode.SOFTWARE);
        }
    }

    /** Names the next steps in Spark's pages and logs. */
    final void describe(SparkSession spark, String step) {
        spark.sparkContext().setJobDescription("tare " + spec.name() + ": " + step);
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Labels and what they say; one without anything to say is left out. */
    final void tell(Object... labelsAndValues) {
        List<String[]> lines = new ArrayList<>();
        for (int i = 0; i < labelsAndValues.length; i += 2) {
            Object value = labelsAndValues[i + 1];
            if (!value.equals(Optional.empty())) {
                lines.add(new String[] {
                    (String) labelsAndValues[i],
                    String.valueOf(value instanceof Optional<?> present ? present.get() : value)
                });
            }
        }
        int width = lines.stream().mapToInt(line -> line[0].length()).max().orElse(0);
        out().println();
        lines.forEach(line -> out().println(line[0] + " ".repeat(width - line[0].length()) + "  " + line[1]));
    }

    final void say(List<String> sentences) {
        sentences.forEach(out()::println);
    }

    final void print(ConsoleTable table) {
        out().println();
        out().print(table.print(MOST_ROWS));
        out().flush();
    }

    /** Refuses those of the options that were given, since they would do nothing. */
    final void refuse(String reason, String... options) {
        IdleOptions.refuse(spec, reason, options);
    }

    final ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /** Runs a check, whose errors are wrong usage. */
    final void checked(Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), ErrorMessage.of(e), e);
        }
    }
}
