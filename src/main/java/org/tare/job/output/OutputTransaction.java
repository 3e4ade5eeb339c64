package org.tare.job.output;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.job.publish.Publication;
import org.tare.job.publish.Target;
import org.tare.spark.plan.Plans;
import org.tare.spark.source.CatalogTables;

/** The results of a job: all of them are published, or none. First they are named, then claimed, written, published. */
public final class OutputTransaction implements Closeable {
    private final SparkSession spark;
    private final Configuration configuration;
    private final WriteMode mode;
    private final List<Place> places = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<RowSink> sinks = new ArrayList<>();
    private final List<String> recovered = new ArrayList<>();
    private Publication publication;

    public OutputTransaction(SparkSession spark, WriteMode mode) {
        this.spark = spark;
        this.configuration = spark.sparkContext().hadoopConfiguration();
        this.mode = mode;
    }

    public WriteMode mode() {
        return mode;
    }

    /**
     * Names a folder that a model or statistics go to.
     *
     * @throws IllegalStateException if something is there that may not be replaced
     * @throws IllegalArgumentException if no such folder may be written
     */
    public Target folder(String where) throws IOException {
        boolean replaces = mode == WriteMode.OVERWRITE;
        FolderRules.requireFolder(spark, where);
        Place place = check(where, replaces ? WriteMode.OVERWRITE : WriteMode.ERRORIFEXISTS, false);
        return add(place, Target.folder(replaces ? Target.Kind.REPLACE : Target.Kind.NEW, place.toString()));
    }

    /**
     * Names a file; {@link #write} writes it.
     *
     * @throws IllegalStateException if something is there that may not be replaced
     * @throws IllegalArgumentException if no such file may be written
     */
    public Target file(String where) throws IOException {
        boolean replaces = mode == WriteMode.OVERWRITE;
        FolderRules.requireFile(spark, where);
        Place place = check(where, replaces ? WriteMode.OVERWRITE : WriteMode.ERRORIFEXISTS, false);
        return add(place, Target.folder(replaces ? Target.Kind.REPLACE : Target.Kind.NEW_FILE, place.toString()));
    }

    /** Names a folder that rows go to, which may be appended to one that is there. */
    public Target rows(String where) throws IOException {
        FolderRules.requireFolder(spark, where);
        Place place = check(where, mode, true);
        Target.Kind kind =
                switch (mode) {
                    case OVERWRITE -> Target.Kind.REPLACE;
                    case APPEND -> place.exists() ? Target.Kind.APPEND : Target.Kind.NEW;
                    case ERRORIFEXISTS -> Target.Kind.NEW;
                };
        return add(place, Target.folder(kind, place.toString()));
    }

    /** Names a table in Spark's own catalog. */
    public Target table(String name, boolean replace) throws IOException {
        Place place = Place.ofTable(spark, name);
        Target.Kind kind = replace ? Target.Kind.REPLACE_TABLE : Target.Kind.NEW_TABLE;
        return add(place, new Target(kind, place.toString(), CatalogTables.qualified(spark, name)));
    }

    /** Names a place whose rows are committed by their destination; nobody else writes there or reads from there. */
    public void other(String where) throws IOException {
        Place place = Place.of(configuration, where);
        FolderRules.requireOutsideRows(place, false);
        places.add(place);
    }

    /** Likewise a folder that files come into, beside what is there. */
    public void into(String where) throws IOException {
        other(where);
        FolderRules.requireNoRows(Place.of(configuration, where));
    }

    /** Likewise a table in Spark's own catalog. */
    public void otherTable(String name) throws IOException {
        places.add(Place.ofTable(spark, name));
    }

    private Place check(String where, WriteMode how, boolean asPartition) throws IOException {
        Place place = FolderRules.place(spark, where);
        if (how != WriteMode.OVERWRITE) {
            recovered.addAll(Leftovers.clear(spark, place));
        }
        try {
            FolderRules.check(spark, place, how);
            FolderRules.requireOutsideRows(place, asPartition);
        } catch (IllegalStateException e) {
            throw recovered.isEmpty()
                    ? e
                    : new IllegalStateException(String.join(" ", recovered) + " " + e.getMessage(), e);
        }
        return place;
    }

    private Target add(Place place, Target target) {
        places.add(place);
        targets.add(target);
        return target;
    }

    /** Adds rows; of those that their destination commits there is one at most. */
    public <T extends RowSink> T add(T sink) {
        sinks.add(sink);
        return sink;
    }

    /**
     * Claims all places, for the job alone.
     *
     * @param reads paths that the job reads
     * @param rows that it reads
     * @return what was done about jobs that had been killed there
     * @throws IllegalArgumentException if places lie in each other, or would replace what the job reads
     * @throws IllegalStateException if another job writes there
     */
    public List<String> claim(List<String> reads, Optional<Dataset<Row>> rows) throws IOException {
        List<Place> named = new ArrayList<>();
        for (String path : reads) {
            named.add(Place.of(configuration, path));
        }
        List<Place> files = new ArrayList<>();
        for (String file : rows.map(Plans::inputFiles).orElse(Set.of())) {
            files.add(Place.of(configuration, new Path(URI.create(file)).toString()));
        }
        Apart.require(places, named, files);
        try {
            publication = new Publication(spark, targets);
        } catch (IOException e) {
            throw new IOException(
                    "Nothing can be written beside "
                            + targets.stream().map(target -> "'" + target + "'").collect(Collectors.joining(", "))
                            + " (" + String.valueOf(e.getMessage()).replaceFirst("[.]$", "")
                            + "); give another place, or the right to write there.",
                    e);
        }
        recovered.addAll(publication.recovered());
        return List.copyOf(recovered);
    }

    /** Where to write what goes to that folder. */
    public String fresh(Target target) {
        return publication.fresh(target);
    }

    /** Writes what goes to that file. */
    public void write(Target file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same of bytes. */
    public void write(Target file, byte[] content) throws IOException {
        Path path = new Path(fresh(file));
        FileSystem files = path.getFileSystem(configuration);
        // Hadoop's checksums of local files would be a file of their own beside it.
        FileSystem plain = files instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : files;
        try (OutputStream out = plain.create(path, true)) {
            out.write(content);
        }
    }

    /** The table to write what goes to that table. */
    public String freshTable(Target target) {
        return publication.freshTable(target);
    }

    public void publish() throws IOException {
        publication.publish(() -> {
            for (RowSink sink : sinks) {
                sink.commit();
            }
        });
    }

    /** Goes on to the end whatever fails. */
    @Override
    public void close() throws IOException {
        try {
            for (RowSink sink : sinks) {
                sink.close();
            }
        } finally {
            if (publication != null) {
                publication.close();
            }
        }
    }
}
