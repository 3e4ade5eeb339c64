package org.tare.scoring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Loads a model and prints the bits of what it makes of rows, in a JVM whose class path holds no Spark. */
public final class WithoutSpark {
    private WithoutSpark() {}

    /** The folder of the model, and a file with a row of numbers a line. */
    public static void main(String... arguments) throws Exception {
        requireAbsent("org.apache.spark.sql.Column");
        requireAbsent("scala.Option");
        requireAbsent("com.esotericsoftware.kryo.Kryo");
        Scoring scoring = Scoring.load(arguments[0]);
        List<String> rows = Files.readAllLines(Path.of(arguments[1]));
        for (String row : rows) {
            System.out.println(bits(scoring.apply(numbers(row))));
        }
    }

    /** Numbers of a line. */
    static double[] numbers(String row) {
        return Stream.of(row.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    }

    /** Their bits, as a line. */
    static String bits(double... numbers) {
        return DoubleStream.of(numbers)
                .mapToObj(x -> Long.toHexString(Double.doubleToLongBits(x)))
                .collect(Collectors.joining(" "));
    }

    private static void requireAbsent(String name) {
        try {
            Class.forName(name);
        } catch (ClassNotFoundException expected) {
            return;
        }
        throw new IllegalStateException(name + " is on the class path.");
    }
}
