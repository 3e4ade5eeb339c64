package org.tare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.feature.StandardScaler;
import org.tare.job.Scale;
import org.tare.nn.layer.Layers;
import org.tare.stat.Statistic;

/** The recipes of CONTRIBUTING.md compile where they say they stand, and the tests that they show pass. */
class ContributingTest {
    private static final Path CONTRIBUTING = Path.of("CONTRIBUTING.md");

    /** A class of each package that a recipe adds to. */
    private static final Map<String, Class<?>> NEIGHBORS = Map.of(
            "org.tare.feature", StandardScaler.class,
            "org.tare.stat", Statistic.class,
            "org.tare.nn.layer", Layers.class,
            "org.tare.job", Scale.class);

    @TempDir
    private Path folder;

    @Test
    void the_recipes_compile_and_their_tests_pass() throws Exception {
        List<String> sources = DocumentedJava.blocks(CONTRIBUTING, "java");
        DocumentedJava.compile(sources, folder);
        Map<String, Class<?>> added = define();
        assertThat(added.keySet())
                .containsAll(NEIGHBORS.keySet().stream()
                        .map(name -> sources.stream()
                                .map(DocumentedJava::className)
                                .filter(type -> type.startsWith(name + "."))
                                .findFirst()
                                .orElseThrow())
                        .toList());
        register("org.tare.stat.LeastPositiveStatistic", Statistic.class.getName());
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader services = DocumentedJava.loader(folder)) {
            Thread.currentThread().setContextClassLoader(services);
            int tests = 0;
            for (Class<?> type : added.values()) {
                tests += runTests(type);
            }
            assertThat(tests).isEqualTo(4);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** Beside the classes of their packages, whose package-private members they use. */
    private Map<String, Class<?>> define() throws IOException, IllegalAccessException {
        Map<String, Class<?>> added = new TreeMap<>();
        for (Path file : DocumentedJava.classFiles(folder)) {
            String inPackage = folder.relativize(file.getParent()).toString().replace('/', '.');
            MethodHandles.Lookup lookup =
                    MethodHandles.privateLookupIn(NEIGHBORS.get(inPackage), MethodHandles.lookup());
            Class<?> type = lookup.defineClass(Files.readAllBytes(file));
            added.put(type.getName(), type);
        }
        return added;
    }

    /** As the line does that the recipe adds, a block of its own in the page. */
    private void register(String line, String service) throws IOException {
        assertThat(DocumentedJava.blocks(CONTRIBUTING, "")).contains(line + "\n");
        Path file = folder.resolve("META-INF/services").resolve(service);
        Files.createDirectories(file.getParent());
        Files.writeString(file, line);
    }

    private static int runTests(Class<?> type) throws Exception {
        List<Method> tests = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .toList();
        for (Method test : tests) {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            test.setAccessible(true);
            test.invoke(constructor.newInstance());
        }
        return tests.size();
    }
}
