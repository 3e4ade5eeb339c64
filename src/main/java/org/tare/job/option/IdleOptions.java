package org.tare.job.option;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Options that were given and would do nothing: whoever gave them expects something else than what would come of it. */
public final class IdleOptions {
    private IdleOptions() {}

    /**
     * Refuses those of the options that were given.
     *
     * @param reason why they would do nothing
     * @throws ParameterException naming them
     */
    public static void refuse(CommandSpec job, String reason, String... options) {
        ParseResult given = job.commandLine().getParseResult();
        List<String> idle = Stream.of(options).filter(given::hasMatchedOption).toList();
        if (!idle.isEmpty()) {
            throw new ParameterException(job.commandLine(), sentence(idle, reason));
        }
    }

    static String sentence(List<String> idle, String reason) {
        return JobWords.all(idle) + " would do nothing, since " + reason + "; leave "
                + (idle.size() == 1 ? "it" : "them") + " out.";
    }
}
