package org.tare.spark.row;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.unsafe.types.UTF8String;

/** What {@linkplain KernelTexts named} texts make, made once for each of the texts that a task meets. */
final class KernelCache implements Serializable {
    /** As many as a task may meet without running out of memory. */
    private static final int MOST = 10_000;

    private final Function<String, RowKernel> make;
    private transient Map<UTF8String, RowKernel> made;

    KernelCache(Function<String, RowKernel> make) {
        this.make = make;
    }

    RowKernel get(UTF8String text) {
        if (made == null || made.size() > MOST) {
            made = new HashMap<>();
        }
        UTF8String name = KernelTexts.name(text);
        RowKernel kernel = made.get(name);
        if (kernel == null) {
            kernel = make.apply(text.toString());
            made.put(name.clone(), kernel);
        }
        return kernel;
    }
}
