package org.tare.job.output;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The results of a job: all of them are published, or none. */
public final class OutputTransaction implements Closeable {
    private final List<Output> outputs = new ArrayList<>();

    /** Adds a result; one that cannot be retracted comes last. */
    public <T extends Output> T add(T output) {
        outputs.add(output);
        return output;
    }

    public void publish() throws IOException {
        List<Output> published = new ArrayList<>();
        try {
            for (Output output : outputs) {
                output.publish();
                published.add(output);
            }
        } catch (IOException | RuntimeException failure) {
            try {
                forAll(published, Output::retract);
            } catch (IOException | RuntimeException another) {
                failure.addSuppressed(another);
            }
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        forAll(outputs, Output::close);
    }

    /** Goes on to the end whatever fails. */
    private static void forAll(List<Output> outputs, Step step) throws IOException {
        IOException failures = null;
        for (Output output : outputs) {
            try {
                step.on(output);
            } catch (IOException | RuntimeException e) {
                failures = failures == null ? new IOException(e.getMessage(), e) : failures;
            }
        }
        if (failures != null) {
            throw failures;
        }
    }

    @FunctionalInterface
    private interface Step {
        void on(Output output) throws IOException;
    }

    /**
     * Refuses folders that lie in each other, or that would replace what the job reads.
     *
     * @throws IllegalArgumentException naming both
     */
    public static void requireApart(Configuration configuration, List<String> places, List<String> inputs)
            throws IOException {
        for (int i = 0; i < places.size(); i++) {
            List<String> others = new ArrayList<>(places);
            others.remove(i);
            others.addAll(inputs);
            for (String other : others) {
                if (holds(qualified(configuration, places.get(i)), qualified(configuration, other))) {
                    throw new IllegalArgumentException("Output '" + places.get(i) + "' would replace '" + other
                            + "', which the job also reads or writes; name another.");
                }
            }
        }
    }

    private static Path qualified(Configuration configuration, String name) throws IOException {
        Path path = new Path(name);
        return path.getFileSystem(configuration).makeQualified(path);
    }

    private static boolean holds(Path folder, Path path) {
        return path != null && (path.equals(folder) || holds(folder, path.getParent()));
    }
}
