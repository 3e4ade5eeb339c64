package org.tare.job.option;

import org.tare.job.output.Mode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What to do where an output exists. */
public final class ModeOption {
    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "Where an output exists: ${COMPLETION-CANDIDATES}. What is overwritten stays whole until "
                    + "everything new is complete. Default: ${DEFAULT-VALUE}.")
    private Mode mode = Mode.ERRORIFEXISTS;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec job;

    public Mode mode() {
        return mode;
    }

    public void requireNoAppend() {
        if (mode == Mode.APPEND) {
            throw new ParameterException(
                    job.commandLine(), "--mode append is for rows only; give overwrite or errorifexists");
        }
    }
}
