package org.tare.job.output;

import java.util.Locale;
import org.apache.spark.sql.SaveMode;

/** What happens to an output that exists. */
public enum WriteMode {
    ERRORIFEXISTS,
    OVERWRITE,
    APPEND;

    public SaveMode ofSpark() {
        return switch (this) {
            case ERRORIFEXISTS -> SaveMode.ErrorIfExists;
            case OVERWRITE -> SaveMode.Overwrite;
            case APPEND -> SaveMode.Append;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
