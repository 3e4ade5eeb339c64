package org.tare.job.publish;

import java.io.IOException;

/** A folder or a file is replaced, if there is one, or appears where there may be none. */
record ReplaceFolder(Claim claim, boolean isNew) implements Change {
    /** All that was at the place has left it: from then on what is there is new. */
    private static final String OUT = "out";

    @Override
    public void check() throws IOException {
        Written.require(claim);
        if (isNew) {
            Written.requireNoOther(claim);
        }
    }

    @Override
    public void after() throws IOException {
        if (!claim.isMarked(OUT)) {
            Moves.move(claim.files(), claim.place(), claim.old());
            claim.mark(OUT);
        }
        Moves.move(claim.files(), claim.fresh(), claim.place());
    }
}
