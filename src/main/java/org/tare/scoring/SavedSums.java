package org.tare.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sums that a saved folder has of its files, in the form of {@code sha256sum}. */
final class SavedSums {
    private static final String FILE = "_sha256sums";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");

    private SavedSums() {}

    /** @throws IllegalArgumentException if a file differs from its sum; the first build saved none, which passes */
    static void check(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(FILE))) {
            return;
        }
        Map<String, String> saved = saved(folder);
        Map<String, String> found = found(folder);
        saved.forEach((name, sum) -> {
            if (!sum.equals(found.get(name))) {
                throw broken(folder, name, "is missing or damaged");
            }
        });
        found.keySet().removeAll(saved.keySet());
        found.keySet().stream().findFirst().ifPresent(name -> {
            throw broken(folder, name, "was not saved with it");
        });
    }

    private static Map<String, String> saved(Path folder) throws IOException {
        Map<String, String> saved = new TreeMap<>();
        requireFile(folder, folder.resolve(FILE));
        // What is no UTF-8 becomes another name, which no file has.
        String text = new String(Files.readAllBytes(folder.resolve(FILE)), UTF_8);
        for (String line : text.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw broken(folder, FILE, "is missing or damaged");
            }
            saved.put(matcher.group(2), matcher.group(1));
        }
        return saved;
    }

    private static Map<String, String> found(Path folder) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (holdsData(file.getFileName().toString())) {
                    found.put(folder.relativize(file).toString().replace('\\', '/'), sum(Files.readAllBytes(file)));
                }
            }
        }
        return found;
    }

    /** @throws IllegalArgumentException if it is a device, a pipe or a folder: some of them have no end */
    static void requireFile(Path folder, Path file) {
        if (!Files.isRegularFile(file)) {
            throw broken(folder, folder.relativize(file).toString(), "is a device, a pipe or a folder");
        }
    }

    private static IllegalArgumentException broken(Path folder, String name, String why) {
        return new IllegalArgumentException(
                "'" + folder + "' holds no whole model: its file " + name + " " + why + "; save it again.");
    }

    /** Marks of success and a file system's own sums are no data. */
    private static boolean holdsData(String name) {
        return !name.startsWith(".") && !name.equals("_SUCCESS") && !name.equals(FILE);
    }

    /** The SHA-256 as hexadecimal digits. */
    static String sum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
