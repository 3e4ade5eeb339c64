package org.tare.spark.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.sql.SparkSession;
import org.tare.spark.plan.ConnectClient;
import org.tare.spark.source.GivenPath;

/** A text of a saved stage: files in a folder, or a plain file. */
record StagePlace(String path, String folder, SparkSession spark) {
    static final String TABLE = "groups";
    private static final String PART = "part-00000.txt";

    Path root() {
        return ModelCache.isActive() ? new Path(java.nio.file.Path.of(path).toUri()) : GivenPath.of(path);
    }

    String table() {
        return new Path(root(), TABLE).toString();
    }

    FileSystem files() throws IOException {
        return root().getFileSystem(ConnectClient.hadoop(spark));
    }

    boolean exists() {
        try {
            return files().exists(root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Writer write() throws IOException {
        if (!ModelCache.isActive()) {
            return writer(files().create(new Path(new Path(root(), folder), PART), true));
        }
        Files.createDirectories(java.nio.file.Path.of(path));
        return writer(Files.newOutputStream(java.nio.file.Path.of(path, folder)));
    }

    private static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, UTF_8));
    }

    /** All parts one after the other, as Spark writes them, perhaps compressed. */
    BufferedReader read() throws IOException {
        Path text = new Path(root(), folder);
        CompressionCodecFactory codecs = new CompressionCodecFactory(ConnectClient.hadoop(spark));
        List<InputStream> parts = new ArrayList<>();
        for (FileStatus file : files().listStatus(text)) {
            Path part = file.getPath();
            if (file.isFile()
                    && !part.getName().startsWith("_")
                    && !part.getName().startsWith(".")) {
                CompressionCodec codec = codecs.getCodec(part);
                InputStream in = files().open(part);
                parts.add(codec == null ? in : codec.createInputStream(in));
            }
        }
        return new BufferedReader(
                new InputStreamReader(new SequenceInputStream(Collections.enumeration(parts)), UTF_8));
    }
}
