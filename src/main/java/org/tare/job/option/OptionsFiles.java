package org.tare.job.option;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Files of options, given as {@code @FILE}. */
public final class OptionsFiles {
    /** Another file, on a line of its own. */
    private static final Pattern FILE = Pattern.compile("(?m)^\\s*(@[^@\\s]\\S*)\\s*$");

    private OptionsFiles() {}

    /**
     * Refuses files that are not there, which picocli takes for arguments, and files that name themselves, which it
     * reads once.
     *
     * @throws IllegalArgumentException in one sentence
     */
    public static void check(List<String> arguments) {
        check(arguments, List.of());
    }

    private static void check(List<String> arguments, List<Path> within) {
        for (String argument : arguments) {
            if (argument.startsWith("@") && !argument.startsWith("@@")) {
                check(Path.of(argument.substring(1)), within);
            }
        }
    }

    private static void check(Path file, List<Path> within) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(
                    "'" + file + "' is a folder and no options file; give the path of one after the @.");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "'" + file + "' is a device or a pipe and no options file; give the path of one after the @.");
        }
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("There is no options file '" + file
                    + "'; give the path of one after the @, from the folder the command is called from.");
        }
        Path real = file.toAbsolutePath().normalize();
        if (within.contains(real)) {
            throw new IllegalArgumentException(
                    "The options file '" + file + "' names itself, perhaps by way of another; take that line out.");
        }
        List<Path> path = new ArrayList<>(within);
        path.add(real);
        check(named(file), path);
    }

    private static List<String> named(Path file) {
        try {
            return FILE.matcher(Files.readString(file))
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .toList();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "The options file '" + file + "' is no text in UTF-8; write one option on each line of it.", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The options file '" + file + "' cannot be read (" + e.getMessage() + "); name another.", e);
        }
    }
}
