package org.tare.spark;

import java.sql.Connection;
import java.util.Map;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions;
import org.apache.spark.sql.jdbc.JdbcDialect;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/** Connections to a database as Spark's own reader and writer open them: the driver they take, its properties, a login. */
public final class JdbcConnections {
    private JdbcConnections() {}

    /** A connection of the driver's, by the options of Spark's source {@code jdbc}. */
    public static Connection open(JdbcDialect dialect, Map<String, String> options) {
        var settings = Map$.MODULE$.from(CollectionConverters.asScala(options));
        Object connection =
                dialect.createConnectionFactory(new JDBCOptions(settings)).apply(-1);
        return (Connection) connection;
    }
}
