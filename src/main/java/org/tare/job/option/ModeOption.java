package org.tare.job.option;

import org.tare.job.output.WriteMode;
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
    private WriteMode mode = WriteMode.ERRORIFEXISTS;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec job;

    public WriteMode mode() {
        return mode;
    }

    public void requireNoAppend() {
        if (mode == WriteMode.APPEND) {
            throw new ParameterException(
                    job.commandLine(), "--mode append is for rows only; give overwrite or errorifexists");
        }
    }
}
