package org.tare.spark.source;

import java.sql.Connection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions;
import org.apache.spark.sql.execution.datasources.jdbc.JdbcOptionsInWrite;
import org.apache.spark.sql.execution.datasources.jdbc.JdbcUtils;
import org.apache.spark.sql.jdbc.JdbcDialect;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.plan.Plans;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/** Connections to a database as Spark's own reader and writer open them: the driver they take, its properties, a login. */
public final class JdbcConnections {
    private JdbcConnections() {}

    /** A connection of the driver's, by the options of Spark's source {@code jdbc}. */
    public static Connection open(JdbcDialect dialect, Map<String, String> options) {
        Object connection = dialect.createConnectionFactory(new JDBCOptions(settings(options)))
                .apply(-1);
        return (Connection) connection;
    }

    /** Makes a table of such columns, as Spark's writer does. */
    public static void createTable(
            Connection connection, String table, StructType schema, Map<String, String> options) {
        Map<String, String> ofTable = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ofTable.putAll(options);
        ofTable.put(JDBCOptions.JDBC_TABLE_NAME(), table);
        JdbcUtils.createTable(
                connection, table, schema, Plans.caseSensitive(), new JdbcOptionsInWrite(settings(ofTable)));
    }

    private static scala.collection.immutable.Map<String, String> settings(Map<String, String> options) {
        return Map$.MODULE$.from(CollectionConverters.asScala(options));
    }
}
