package org.tare.train;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.spark.source.GivenPath;
import org.tare.spark.stage.Checksums;

/**
 * A folder of checkpoints on any Hadoop file system: one {@link CheckpointFile} for an epoch, of which the last two are kept. A
 * file is written under another name and then renamed, so that one that has its name was written to its end.
 */
final class Checkpoints implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int KEPT = 2;

    /** Six digits or, from the millionth epoch on, more. */
    private static final Pattern NAME = Pattern.compile("epoch-(\\d{6}|[1-9]\\d{6,9})\\.json");

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
            Path probe = new Path(GivenPath.of(folder), "_probe");
            Optional<Path> saved = Checksums.folderAbove(files(), files().makeQualified(probe));
            if (saved.isPresent()) {
                throw new IllegalArgumentException("The checkpoint folder '" + folder + "' lies in what was saved at '"
                        + saved.get().toUri().getPath()
                        + "', which would no longer be whole; give another checkpointDir.");
            }
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

    /** @param identity what must be the same in a run that goes on from it */
    void write(Snapshot snapshot, Map<String, String> identity) {
        Path whole = new Path(folder, String.format(Locale.ROOT, "epoch-%06d.json", snapshot.epochs()));
        Path partial = new Path(folder, "_" + whole.getName());
        try {
            CheckpointFile.write(files(), partial, snapshot, identity);
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
     * The last checkpoint that is whole, if there is any. One that is not is passed over, and a warning says so.
     *
     * @param identity what must be the same, of what the checkpoint knows
     * @throws IllegalArgumentException if another training wrote it, or none is whole
     */
    Optional<Snapshot> latest(Map<String, String> identity) {
        return latestSaved(identity).map(StateText.Saved::snapshot);
    }

    /** The same with what decided its bits. */
    Optional<StateText.Saved> latestSaved(Map<String, String> identity) {
        try {
            List<Path> all = list();
            Path damaged = null;
            String why = "";
            for (int i = all.size() - 1; i >= 0; i--) {
                Path file = all.get(i);
                try {
                    StateText.Saved saved = CheckpointFile.read(files(), file);
                    if (damaged != null) {
                        LOG.warn(
                                "The checkpoint {} is not whole ({}); the training goes on from {}",
                                damaged,
                                why,
                                file);
                    }
                    Identity.requireSame(file, saved.plan(), identity);
                    Identity.warning(file, saved.plan(), identity).ifPresent(LOG::warn);
                    return Optional.of(saved);
                } catch (UnsupportedOperationException e) {
                    throw new IllegalArgumentException("The checkpoint " + file + " " + e.getMessage() + ".", e);
                } catch (CheckpointFile.NotWholeException e) {
                    damaged = damaged == null ? file : damaged;
                    why = e.getMessage();
                }
            }
            if (damaged != null) {
                throw new IllegalArgumentException("No checkpoint in '" + folder + "' is whole, the last one, "
                        + damaged + ", included (" + why + "); give another checkpointDir.");
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoints in '" + folder + "' cannot be read.", e);
        }
    }

    /** In the order of their epochs. */
    private List<Path> list() throws IOException {
        try {
            return Arrays.stream(files().listStatus(new Path(folder)))
                    .map(FileStatus::getPath)
                    .filter(path -> NAME.matcher(path.getName()).matches())
                    .sorted(Comparator.comparingLong(Checkpoints::epoch))
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    private static long epoch(Path file) {
        return Long.parseLong(NAME.matcher(file.getName()).replaceFirst("$1"));
    }

    private FileSystem files() throws IOException {
        return GivenPath.of(folder).getFileSystem(hadoop.value());
    }

    @Override
    public String toString() {
        return folder;
    }
}
