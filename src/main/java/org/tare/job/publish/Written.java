package org.tare.job.publish;

import java.io.IOException;

/** Whether a job wrote what it is about to publish. */
final class Written {
    private Written() {}

    static void require(Claim claim) throws IOException {
        if (!claim.files().exists(claim.fresh())) {
            throw new IOException(
                    "Nothing was written for '" + claim.place() + "', in '" + claim.fresh() + "'; run the job again.");
        }
    }

    static void requireNoOther(Claim claim) throws IOException {
        if (claim.files().exists(claim.place())) {
            throw new IllegalStateException("'" + claim.place() + "' appeared while the job ran, and nothing of it was"
                    + " replaced; give --mode overwrite to replace it, or name another.");
        }
    }
}
