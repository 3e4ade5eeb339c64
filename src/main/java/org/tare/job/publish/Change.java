package org.tare.job.publish;

import java.io.IOException;

/** What a publication does to one place. Every step may be repeated after it was interrupted. */
interface Change {
    /**
     * Refuses to publish.
     *
     * @throws IllegalStateException if something appeared at the place, or nothing was written for it
     */
    default void check() throws IOException {}

    /** What can be taken back, before all is committed. */
    default void before() throws IOException {}

    /** Takes back what was done and not committed. */
    default void undo() throws IOException {}

    /** What replaces something, after all is committed. */
    default void after() throws IOException {}
}
