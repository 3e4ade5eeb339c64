package org.tare.job.option;

import picocli.CommandLine.Option;

/** Whether a model may hold stages that no job writes. */
public final class TrustOption {
    @Option(
            names = "--trust-model",
            description = "Load whatever stages the model holds. They can run any code, so only of somebody whose code "
                    + "you would run. Default: only what jobs write.")
    private boolean trusted;

    public boolean given() {
        return trusted;
    }
}
