package org.tare.job.output;

import java.io.Closeable;
import java.io.IOException;

/**
 * One result of a job, written beside its place and put there when every result of the job is whole.
 *
 * <p>Whoever makes one has checked that the place may be written: nothing long begins before.
 */
public interface Output extends Closeable {
    /** Puts the result in its place; what was there stays whole if this fails. */
    void publish() throws IOException;

    /** Takes a published result back and restores what was there before. */
    void retract() throws IOException;

    /** Removes what lies beside the place. */
    @Override
    void close() throws IOException;
}
