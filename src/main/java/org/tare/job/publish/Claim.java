package org.tare.job.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The folder of one job beside one place: what it writes for the place, and what it says of itself. */
final class Claim {
    private static final Pattern BESIDE = Pattern.compile("\\.(.+)\\.tare");

    private final FileSystem files;
    private final Path place;
    private final Path folder;

    Claim(Configuration configuration, String where, String id) throws IOException {
        place = new Path(where);
        files = place.getFileSystem(configuration);
        folder = new Path(beside(place), id);
    }

    /** The folder beside a place in which those of jobs lie. */
    static Path beside(Path place) {
        return new Path(place.getParent(), "." + place.getName() + ".tare");
    }

    /** The place beside which jobs have this folder, if it is such a one. */
    static Optional<Path> place(Path folder) {
        Matcher name = BESIDE.matcher(folder.getName());
        return name.matches() ? Optional.of(new Path(folder.getParent(), name.group(1))) : Optional.empty();
    }

    FileSystem files() {
        return files;
    }

    Path place() {
        return place;
    }

    /** Where the job writes. */
    Path fresh() {
        return new Path(folder, "new");
    }

    /** Where that goes which is replaced. */
    Path old() {
        return new Path(folder, "old");
    }

    /** A file of that name. */
    Path note(String name) {
        return new Path(folder, name);
    }

    private Path journal() {
        return note("claim");
    }

    /** Makes the folder. The journal appears whole or not at all; without one a folder is but waste. */
    void write(Journal journal) throws IOException {
        Path part = note("claim.part");
        write(part, journal.toJson());
        if (!files.rename(part, journal())) {
            throw new IOException("'" + part + "' cannot be renamed to '" + journal() + "'; clear the way.");
        }
        beat();
    }

    /** Tells others, who cannot see the process, that it lives. */
    void beat() throws IOException {
        mark("alive");
    }

    /** When it last did, by the clock of the store. */
    private long beaten() throws IOException {
        Path alive = files.exists(note("alive")) ? note("alive") : journal();
        return files.getFileStatus(alive).getModificationTime();
    }

    /** Whether the other's last sign of life is that much older than this one's. */
    boolean isNewerThan(Claim other, long milliseconds) throws IOException {
        return beaten() - other.beaten() > milliseconds;
    }

    /**
     * Empty if the folder is gone or only waste, as it is if its job ended while it wrote the journal.
     *
     * @throws IOException if the journal cannot be read and what it replaced lies beside it
     */
    Optional<Journal> read() throws IOException {
        try {
            return Optional.of(Journal.parse(text(journal())));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            if (!files.exists(old()) && !files.exists(fresh())) {
                return Optional.empty();
            }
            throw new IOException(
                    "'" + journal() + "' of a job that was killed is damaged, so that nobody knows what becomes of '"
                            + old() + "' and '" + fresh() + "'; move what you want of them to '" + place
                            + "', and remove '" + folder + "'.",
                    e);
        }
    }

    void mark(String name) throws IOException {
        write(note(name), "");
    }

    boolean isMarked(String name) throws IOException {
        return files.exists(note(name));
    }

    void write(Path path, String text) throws IOException {
        try (FSDataOutputStream out = files.create(path, true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    String text(Path path) throws IOException {
        try (FSDataInputStream in = files.open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The jobs that have folders beside this place too. */
    List<String> others() throws IOException {
        List<String> others = new ArrayList<>();
        for (FileStatus status : Moves.list(files, folder.getParent())) {
            if (!status.getPath().getName().equals(folder.getName())) {
                others.add(status.getPath().getName());
            }
        }
        return others;
    }

    /** Removes the folder: first what makes it more than waste. */
    void release() throws IOException {
        files.delete(journal(), false);
        files.delete(folder, true);
        if (Moves.list(files, folder.getParent()).length == 0) {
            removeIfEmpty(folder.getParent());
        }
    }

    private void removeIfEmpty(Path path) throws IOException {
        try {
            files.delete(path, false);
        } catch (IOException e) {
            if (files.exists(path) && Moves.list(files, path).length == 0) {
                throw e;
            }
        }
    }
}
