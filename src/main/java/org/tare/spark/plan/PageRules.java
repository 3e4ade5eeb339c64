package org.tare.spark.plan;

import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.spark.sql.internal.SQLConf;

/** Where files may be read page by page. */
final class PageRules {
    /** A session that sets this to false has all files read by Spark. */
    private static final String PAGES = "spark.tare.pages";

    /** Where small readings are cheap; stores that answer requests are read in few and large pieces, as Spark knows how to. */
    private static final Set<String> NEAR = Set.of("file", "hdfs");

    private static final String ENCRYPTION = "parquet.crypto.factory.class";

    private PageRules() {}

    /** Whether the session does not forbid it, and neither decrypts files nor holds pages against their checksums. */
    static boolean allow(SQLConf conf, Configuration hadoop) {
        return Boolean.parseBoolean(conf.getConfString(PAGES, "true"))
                && hadoop.get(ENCRYPTION) == null
                && !hadoop.getBoolean(ParquetInputFormat.PAGE_VERIFY_CHECKSUM_ENABLED, false);
    }

    static boolean isNear(Path path, Configuration hadoop) {
        String scheme = path.toUri().getScheme();
        return NEAR.contains(scheme == null ? FileSystem.getDefaultUri(hadoop).getScheme() : scheme);
    }
}
