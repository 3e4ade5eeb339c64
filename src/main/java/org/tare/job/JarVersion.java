package org.tare.job;

import java.util.Optional;
import org.apache.spark.package$;
import picocli.CommandLine.IVersionProvider;

/** Which Tare, Spark and Java run; the first is what the jar's manifest says. */
final class JarVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String tare = Optional.ofNullable(getClass().getPackage().getImplementationVersion())
                .orElse("(classes without a jar)");
        return new String[] {"Tare " + tare, "Spark " + package$.MODULE$.SPARK_VERSION(), "Java " + Runtime.version()};
    }
}
