package org.tare.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A folder of checkpoints on any Hadoop file system: one JSON file for an epoch, of which the last two are kept. A file is
 * written under another name and then renamed, so one that has its name is whole.
 */
final class Checkpoints implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int KEPT = 2;

    private final String folder;
    private final int interval;
    private final SerializableConfiguration hadoop;

    /** @param interval the number of epochs from one checkpoint to the next */
    Checkpoints(String folder, int interval, Configuration hadoop) {
        this.folder = folder;
        this.interval = interval;
        this.hadoop = new SerializableConfiguration(hadoop);
    }

    /** @throws IllegalArgumentException if the folder cannot be written */
    void checkWritable() {
        try {
            Path probe = new Path(folder, "_probe");
            files().mkdirs(new Path(folder));
            files().create(probe, true).close();
            files().delete(probe, false);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The checkpoint folder '" + folder + "' cannot be written (" + e.getMessage()
                            + "); give another checkpointDir.",
                    e);
        }
    }

    boolean isEmpty() {
        try {
            return list().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoints in '" + folder + "' cannot be read.", e);
        }
    }

    boolean isDue(int epoch) {
        return epoch % interval == 0;
    }

    void write(Snapshot snapshot, TrainingPlan plan) {
        String name = String.format(Locale.ROOT, "epoch-%06d.json", snapshot.epochs());
        Path whole = new Path(folder, name);
        Path partial = new Path(folder, "_" + name);
        try {
            try (OutputStream out = files().create(partial, true)) {
                StateText.write(snapshot, plan.identity(), out);
            }
            files().delete(whole, false);
            if (!files().rename(partial, whole)) {
                throw new IOException(partial + " cannot be renamed");
            }
            List<Path> all = list();
            for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
                files().delete(old, false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoint " + whole + " cannot be written.", e);
        }
    }

    /**
     * The last checkpoint, if there is any.
     *
     * @throws IllegalArgumentException if another training wrote it
     */
    Optional<Snapshot> latest(TrainingPlan plan) {
        try {
            List<Path> all = list();
            if (all.isEmpty()) {
                return Optional.empty();
            }
            Path last = all.get(all.size() - 1);
            JsonNode root;
            try (Reader in = new InputStreamReader(files().open(last), UTF_8)) {
                root = StateText.parse(in);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "The checkpoint " + last + " cannot be used: " + e.getMessage()
                                + "; give another checkpointDir.",
                        e);
            }
            check(last, StateText.plan(root), plan.identity());
            return Optional.of(StateText.snapshot(root));
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoints in '" + folder + "' cannot be read.", e);
        }
    }

    private static void check(Path file, Map<String, String> found, Map<String, String> wanted) {
        wanted.forEach((key, value) -> {
            if (!value.equals(found.get(key))) {
                throw new IllegalArgumentException("The checkpoint " + file + " is of a training with " + key + " "
                        + found.get(key) + ", not " + value + "; give another checkpointDir or the same " + key + ".");
            }
        });
    }

    private List<Path> list() throws IOException {
        try {
            return Arrays.stream(files().listStatus(new Path(folder)))
                    .map(FileStatus::getPath)
                    .filter(path -> path.getName().startsWith("epoch-"))
                    .sorted(Comparator.comparing(Path::getName))
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    private FileSystem files() throws IOException {
        return new Path(folder).getFileSystem(hadoop.value());
    }

    @Override
    public String toString() {
        return folder;
    }
}
