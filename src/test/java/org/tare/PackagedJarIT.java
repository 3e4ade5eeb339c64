package org.tare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The packaged jar says what it is, under which licenses, and brings nothing that a build would fetch again. */
class PackagedJarIT {
    private static Path jar() throws IOException {
        try (var files = Files.list(Path.of("target"))) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !file.toString().matches(".*-(javadoc|sources)[.]jar"))
                    .toList();
            assertThat(jars).hasSize(1);
            return jars.get(0);
        }
    }

    @Test
    void its_manifest_has_a_version() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue(Attributes.Name.IMPLEMENTATION_TITLE)).isEqualTo("Tare");
            String version = manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            assertThat(jar().getFileName().toString()).endsWith("-" + version + ".jar");
        }
    }

    @Test
    void it_has_the_licenses_of_all_that_is_in_it() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            assertThat(text(jar, "META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("LICENSE")));
            String notice = text(jar, "META-INF/NOTICE");
            List<String> foreign = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                    .filter(name -> !name.startsWith("org.tare.") || name.startsWith("org.tare.shaded."))
                    .distinct()
                    .toList();
            assertThat(foreign)
                    .isNotEmpty()
                    .allSatisfy(name ->
                            assertThat(notice).contains(name.split("\\.", -1).length < 4 ? name : packageOf(name)));
        }
    }

    /** {@code org.tare.shaded} and the library. */
    private static String packageOf(String name) {
        return String.join(".", List.of(name.split("\\.", -1)).subList(0, 4));
    }

    @Test
    void its_pom_lists_nothing_that_is_in_it() throws IOException {
        assertThat(Files.readString(Path.of("dependency-reduced-pom.xml")))
                .doesNotContain("picocli</artifactId>", "j2html</artifactId>");
    }

    private static String text(JarFile jar, String entry) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
