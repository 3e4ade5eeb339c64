package org.tare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The place between two marks of a Markdown file, which a benchmark fills. */
final class MarkedPlace {
    private static final String OPENING = "<!-- bench -->";
    private static final String CLOSING = "<!-- /bench -->";

    private MarkedPlace() {}

    /** @throws IOException if the file lacks the marks, or cannot be read and written */
    static void fill(Path file, List<String> lines) throws IOException {
        String text = Files.readString(file);
        int from = text.indexOf(OPENING);
        int to = text.indexOf(CLOSING);
        if (from < 0 || to < from) {
            throw new IOException(
                    file + " has no " + OPENING + " with a " + CLOSING + " after it; put them where the tables belong.");
        }
        Files.writeString(
                file,
                text.substring(0, from + OPENING.length()) + "\n" + String.join("\n", lines) + "\n\n"
                        + text.substring(to));
    }
}
