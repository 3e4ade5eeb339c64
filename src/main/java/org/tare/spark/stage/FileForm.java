package org.tare.spark.stage;

import java.util.Map;
import java.util.ServiceLoader;

/** What was learned as a file that a package makes which those that learn do not know, such as ONNX. Forms are found as services. */
public interface FileForm {
    /** What the form is called. */
    String name();

    /**
     * Writes a new file on this machine's disk.
     *
     * @param options what the form heeds beside what was learned, by name
     * @throws IllegalArgumentException if what was learned has no such form, or the file exists
     */
    void write(Object learned, Map<String, ?> options, String path);

    /**
     * Writes a new file of that form.
     *
     * @throws IllegalStateException if no such form is on the class path
     */
    static void write(String name, Object learned, Map<String, ?> options, String path) {
        ServiceLoader.load(FileForm.class, FileForm.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "There is no form '" + name + "' on the class path; add all of Tare's jar."))
                .write(learned, options, path);
    }
}
