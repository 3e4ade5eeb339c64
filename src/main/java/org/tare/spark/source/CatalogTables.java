package org.tare.spark.source;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.catalog.CatalogStorageFormat;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.CatalogTablePartition;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.util.QuotingUtils;
import scala.jdk.javaapi.CollectionConverters;

/** Where the files of tables lie in Spark's own catalog. */
public final class CatalogTables {
    private CatalogTables() {}

    /** The name with its database, so that it means the same in another session. */
    public static String qualified(SparkSession spark, String table) {
        TableIdentifier name = identifier(spark, table);
        return QuotingUtils.quoteIdentifier(name.database().get()) + "." + QuotingUtils.quoteIdentifier(name.table());
    }

    /** Where the files of a table lie; of one that is not there, where they would. */
    public static URI location(SparkSession spark, String table) {
        TableIdentifier name = identifier(spark, table);
        SessionCatalog catalog = catalog(spark);
        try {
            return catalog.tableExists(name)
                    ? catalog.getTableMetadata(name).location()
                    : catalog.defaultTablePath(name);
        } catch (AnalysisException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** A table whose files, or those of a partition that it keeps elsewhere, lie at such a place. */
    public static Optional<String> at(SparkSession spark, Predicate<URI> isPlace) {
        SessionCatalog catalog = catalog(spark);
        for (String database : CollectionConverters.asJava(catalog.listDatabases())) {
            for (CatalogTable table : tables(catalog, database)) {
                if (locations(catalog, table).anyMatch(isPlace)) {
                    return Optional.of(table.identifier().unquotedString().replaceFirst("^spark_catalog[.]", ""));
                }
            }
        }
        return Optional.empty();
    }

    private static Stream<URI> locations(SessionCatalog catalog, CatalogTable table) {
        Stream<CatalogStorageFormat> partitions = table.tracksPartitionsInCatalog()
                ? CollectionConverters.asJava(catalog.listPartitions(table.identifier(), scala.Option.empty())).stream()
                        .map(CatalogTablePartition::storage)
                : Stream.empty();
        return Stream.concat(Stream.of(table.storage()), partitions)
                .flatMap(storage ->
                        CollectionConverters.asJava(storage.locationUri().toList()).stream());
    }

    private static List<CatalogTable> tables(SessionCatalog catalog, String database) {
        try {
            return CollectionConverters.asJava(catalog.getTablesByName(catalog.listTables(database, "*", false)));
        } catch (AnalysisException e) {
            // Somebody dropped the database in between.
            return List.of();
        }
    }

    private static TableIdentifier identifier(SparkSession spark, String table) {
        try {
            TableIdentifier parsed = ((org.apache.spark.sql.classic.SparkSession) spark)
                    .sessionState()
                    .sqlParser()
                    .parseTableIdentifier(table);
            return parsed.database().isDefined()
                    ? parsed
                    : new TableIdentifier(
                            parsed.table(), scala.Option.apply(catalog(spark).getCurrentDatabase()));
        } catch (ParseException e) {
            throw new IllegalArgumentException(
                    "'" + table + "' is no name of a table; give NAME or DATABASE.NAME, with odd names in backticks.",
                    e);
        }
    }

    private static SessionCatalog catalog(SparkSession spark) {
        return ((org.apache.spark.sql.classic.SparkSession) spark)
                .sessionState()
                .catalog();
    }
}
