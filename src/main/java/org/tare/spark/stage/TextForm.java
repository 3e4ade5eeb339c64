package org.tare.spark.stage;

import java.util.List;
import java.util.ServiceLoader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What was learned, as a text that a package makes which those that learn do not know, such as a page of HTML. A transform returns it
 * as a table, since a client of Spark Connect can call nothing else. Forms are found as services.
 */
public interface TextForm {
    /** What the form, and the column of its table, are called. */
    String name();

    /**
     * The text.
     *
     * @param data what was given to the transform, which a form may look at
     * @throws IllegalArgumentException if what was learned has no such form
     */
    String of(Object learned, Dataset<?> data);

    /** The schema of the table of such a text: one column, called as the form. */
    static StructType schema(String name) {
        return new StructType().add(name, DataTypes.StringType, false);
    }

    /**
     * A table of one row, which holds the text of that form.
     *
     * @throws IllegalStateException if no such form is on the class path
     */
    static Dataset<Row> table(String name, Object learned, Dataset<?> data) {
        TextForm form = ServiceLoader.load(TextForm.class, TextForm.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "There is no form '" + name + "' on the class path; add all of Tare's jar."));
        return data.sparkSession().createDataFrame(List.of(RowFactory.create(form.of(learned, data))), schema(name));
    }
}
