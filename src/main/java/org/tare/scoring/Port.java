package org.tare.scoring;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;

/**
 * A column that steps read or write.
 *
 * @param name of the column
 * @param size how many numbers a row has of it
 * @param isVector whether it is a vector or an array, perhaps of one number
 */
@DefaultSerializer(JavaSerializer.class)
public record Port(String name, int size, boolean isVector) implements Serializable {
    /** @throws IllegalArgumentException if the size is negative */
    public Port {
        if (size < 0) {
            throw new IllegalArgumentException(
                    "Column '" + name + "' has " + size + " numbers a row; give it none at least.");
        }
    }

    /** A column of one number. */
    public static Port number(String name) {
        return new Port(name, 1, false);
    }

    /** A column of vectors. */
    public static Port vector(String name, int size) {
        return new Port(name, size, true);
    }
}
