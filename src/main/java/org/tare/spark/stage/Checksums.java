package org.tare.spark.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The SHA-256 of each file of a saved folder, in a file of its own that {@code sha256sum -c} reads too. It is written last,
 * and no change of a bit, no lost file and no further one passes it.
 */
public final class Checksums {
    /** The file; the underscore keeps Spark's readers from it. */
    public static final String FILE = "_sha256sums";

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");

    private Checksums() {}

    /** A new SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the sums of what lies in that folder. */
    public static void write(FileSystem files, Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        sums(files, folder)
                .forEach((name, sum) ->
                        lines.append(sum).append("  ").append(name).append('\n'));
        try (OutputStream out = files.create(new Path(folder, FILE), true)) {
            out.write(lines.toString().getBytes(UTF_8));
        }
    }

    /**
     * Compares a folder with its sums. The first build saved none, so a folder without them passes.
     *
     * @return whether there are some
     * @throws IOException whose message says what differs, to go on from the folder's name, without a full stop
     */
    public static boolean check(FileSystem files, Path folder) throws IOException {
        SavedTree.require(files, folder);
        Path file = new Path(folder, FILE);
        if (!files.exists(file)) {
            return false;
        }
        Map<String, String> saved = new TreeMap<>();
        try (InputStream in = files.open(file)) {
            // Each line ends, the last one too.
            for (String line : new String(in.readAllBytes(), UTF_8).split("\n", -1)) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    saved.put(matcher.group(2), matcher.group(1));
                } else if (!line.isEmpty()) {
                    throw new IOException("its " + FILE + " is damaged");
                }
            }
        }
        Map<String, String> found = sums(files, folder);
        Set<String> names = new TreeSet<>(saved.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            if (!found.containsKey(name)) {
                throw new IOException("its file " + name + " is missing");
            }
            if (!saved.containsKey(name)) {
                throw new IOException("its file " + name + " was not saved with it");
            }
            if (!found.get(name).equals(saved.get(name))) {
                throw new IOException("its file " + name + " is damaged");
            }
        }
        return true;
    }

    /** The nearest folder above that path which has sums: whatever came into it would not be what was saved. */
    public static Optional<Path> folderAbove(FileSystem files, Path path) throws IOException {
        for (Path at = path.getParent(); at != null; at = at.getParent()) {
            if (files.exists(new Path(at, FILE))) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /** The sums by the path below the folder. */
    private static Map<String, String> sums(FileSystem files, Path folder) throws IOException {
        String root = files.makeQualified(folder).toUri().getPath();
        Map<String, String> sums = new TreeMap<>();
        for (Path file : all(files, folder)) {
            if (holdsData(file.getName())) {
                String name = file.toUri().getPath().substring(root.length()).replaceFirst("^/+", "");
                sums.put(name, sum(files, file, name));
            }
        }
        return sums;
    }

    private static List<Path> all(FileSystem files, Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        for (FileStatus status : files.listStatus(folder)) {
            all.addAll(status.isDirectory() ? all(files, status.getPath()) : List.of(status.getPath()));
        }
        return all;
    }

    private static String sum(FileSystem files, Path file, String name) throws IOException {
        try (DigestInputStream in = new DigestInputStream(files.open(file), sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new IOException("its file " + name + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Marks of success, which some copies leave out, and the sums of a file system's own are no data. */
    private static boolean holdsData(String name) {
        return !name.startsWith(".") && !name.equals("_SUCCESS") && !name.equals(FILE);
    }
}
