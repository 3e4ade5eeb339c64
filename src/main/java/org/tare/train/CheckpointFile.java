package org.tare.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tare.spark.stage.Checksums;
import org.tare.spark.stage.SavedTree;

/** A checkpoint as a file: a line of JSON, and in a second line its SHA-256, which those of the first build lack. */
final class CheckpointFile {
    private static final Pattern SUM = Pattern.compile("\n([0-9a-f]{64})\n");
    private static final int SUM_LENGTH = 66;

    private CheckpointFile() {}

    /** The file is damaged, or was cut short; the message says how, without a full stop. */
    static final class NotWholeException extends Exception {
        private static final long serialVersionUID = 1L;

        NotWholeException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static void write(FileSystem files, Path file, Snapshot snapshot, Map<String, String> identity) throws IOException {
        MessageDigest digest = Checksums.sha256();
        try (OutputStream out = files.create(file, true)) {
            Writer text = new BufferedWriter(new OutputStreamWriter(new DigestOutputStream(out, digest), UTF_8));
            StateText.write(snapshot, identity, text);
            text.flush();
            out.write(("\n" + HexFormat.of().formatHex(digest.digest()) + "\n").getBytes(UTF_8));
        }
    }

    /** @throws UnsupportedOperationException if the file is of another version of the format */
    static StateText.Saved read(FileSystem files, Path file) throws NotWholeException {
        try {
            SavedTree.requireFile(files, file);
        } catch (IOException e) {
            throw new NotWholeException(e.getMessage(), e);
        }
        try (FSDataInputStream in = files.open(file)) {
            long length = files.getFileStatus(file).getLen();
            String sum = sum(in, length);
            if (sum == null) {
                return text(in, length);
            }
            long json = length - SUM_LENGTH;
            DigestInputStream summed = new DigestInputStream(part(in, json), Checksums.sha256());
            summed.transferTo(OutputStream.nullOutputStream());
            if (!HexFormat.of().formatHex(summed.getMessageDigest().digest()).equals(sum)) {
                throw new NotWholeException("its bytes are not those that were written", null);
            }
            in.seek(0);
            return text(in, json);
        } catch (IOException | IllegalArgumentException e) {
            throw new NotWholeException(e.getMessage(), e);
        }
    }

    /** Null without one; what is no sum then is text behind the end of the JSON, which is refused. */
    private static String sum(FSDataInputStream in, long length) throws IOException {
        if (length < SUM_LENGTH) {
            return null;
        }
        byte[] tail = new byte[SUM_LENGTH];
        in.readFully(length - SUM_LENGTH, tail);
        Matcher matcher = SUM.matcher(new String(tail, UTF_8));
        return matcher.matches() ? matcher.group(1) : null;
    }

    private static StateText.Saved text(InputStream in, long length) throws IOException {
        return StateText.read(new BufferedReader(new InputStreamReader(part(in, length), UTF_8)));
    }

    private static InputStream part(InputStream in, long length) throws IOException {
        return BoundedInputStream.builder()
                .setInputStream(in)
                .setMaxCount(length)
                .setPropagateClose(false)
                .get();
    }
}
