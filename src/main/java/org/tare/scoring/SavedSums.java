package org.tare.scoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;

/** The sums that a saved folder has of its files, in the form of {@code sha256sum}. */
final class SavedSums {
    private static final String FILE = "_sha256sums";
    private static final int HEX = 64;

    private SavedSums() {}

    /** @throws IllegalArgumentException if a file differs from its sum; the first build saved none, which passes */
    static void check(Path folder) throws IOException {
        Path sums = folder.resolve(FILE);
        if (!Files.exists(sums)) {
            return;
        }
        Set<String> names = new HashSet<>();
        for (String line : Files.readAllLines(sums)) {
            String name = line.substring(Math.min(line.length(), HEX + 2));
            Path file = folder.resolve(name);
            if (name.isEmpty() || !Files.isRegularFile(file) || !line.startsWith(sum(Files.readAllBytes(file)))) {
                throw new IllegalArgumentException("'" + folder + "' holds no whole model: its file "
                        + (name.isEmpty() ? FILE : name) + " is missing or damaged; save it again.");
            }
            names.add(name);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> holdsData(file.getFileName().toString()))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !names.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new IllegalArgumentException("'" + folder + "' holds no whole model: its file " + name
                                + " was not saved with it; save it again.");
                    });
        }
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
