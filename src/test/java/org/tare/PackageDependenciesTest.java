package org.tare;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** Imports go one way, between packages and within them, and what Spark does not promise stands in one package. */
@AnalyzeClasses(packages = "org.tare", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageDependenciesTest {
    /** What each package may import, of this project. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("stat", Set.of()),
            Map.entry("linalg", Set.of()),
            Map.entry("collective", Set.of()),
            Map.entry("curve", Set.of("spark")),
            Map.entry("spark", Set.of()),
            Map.entry("scan", Set.of("spark", "stat")),
            Map.entry("sql", Set.of("spark", "stat")),
            Map.entry("feature", Set.of("stat", "curve", "scan", "spark")),
            Map.entry("nn", Set.of("linalg", "collective")),
            Map.entry("exchange", Set.of("collective", "spark")),
            Map.entry("report", Set.of("stat", "curve", "scan", "feature", "nn", "train", "spark")),
            Map.entry("train", Set.of("nn", "linalg", "collective", "exchange", "scan", "stat", "spark")),
            Map.entry("scoring", Set.of("curve", "feature", "nn", "linalg", "train")),
            Map.entry("export", Set.of("scoring", "stat", "curve", "feature", "nn", "train", "spark")),
            Map.entry(
                    "job",
                    Set.of(
                            "stat",
                            "curve",
                            "scan",
                            "feature",
                            "nn",
                            "train",
                            "report",
                            "spark",
                            "linalg",
                            "collective",
                            "scoring",
                            "export")));

    @ArchTest
    static final ArchRule packages_import_one_way = packages();

    private static ArchRule packages() {
        Architectures.LayeredArchitecture layers =
                Architectures.layeredArchitecture().consideringOnlyDependenciesInAnyPackage("org.tare..");
        for (String layer : MAY_IMPORT.keySet()) {
            layers = layers.layer(layer).definedBy("org.tare." + layer + "..");
        }
        for (Map.Entry<String, Set<String>> entry : MAY_IMPORT.entrySet()) {
            String[] allowed = entry.getValue().toArray(String[]::new);
            layers = allowed.length == 0
                    ? layers.whereLayer(entry.getKey()).mayNotAccessAnyLayer()
                    : layers.whereLayer(entry.getKey()).mayOnlyAccessLayers(allowed);
        }
        return layers;
    }

    /** A name that two classes bear has to be read with its import. */
    @ArchTest
    static void no_two_classes_have_one_name(JavaClasses classes) {
        Map<String, List<String>> byName = classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));
        byName.values().removeIf(names -> names.size() == 1);
        assertThat(byName).isEmpty();
    }

    @ArchTest
    static final ArchRule packages_form_no_circle =
            SlicesRuleDefinition.slices().matching("org.tare.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule classes_form_no_circle = ClassCycles.noneWithin("org.tare..");

    @ArchTest
    static final ArchRule foundations_know_no_engine = noClasses()
            .that()
            .resideInAnyPackage("org.tare.stat..", "org.tare.linalg..", "org.tare.collective..", "org.tare.nn..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache..", "scala..");

    /** It is there to do without; that what it uses can do without too, a JVM without Spark shows. */
    @ArchTest
    static final ArchRule scoring_needs_no_spark = noClasses()
            .that()
            .resideInAnyPackage("org.tare.scoring..", "org.tare.export.onnx..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache..", "scala..");

    @ArchTest
    static final ArchRule internals_of_spark_stay_behind_adapters = noClasses()
            .that()
            .resideOutsideOfPackage("org.tare.spark..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.spark.sql.execution..",
                    "org.apache.spark.sql.classic..",
                    "org.apache.spark.sql.internal..",
                    "org.apache.spark.network..",
                    "org.apache.spark.rpc..");

    /** Data source v2 hands Spark's rows to anybody, through these types only. */
    private static final DescribedPredicate<JavaClass> ROWS =
            JavaClass.Predicates.belongToAnyOf(InternalRow.class, SpecializedGetters.class, ArrayData.class);

    @ArchTest
    static final ArchRule rows_of_spark_are_read_by_those_who_read_data = noClasses()
            .that()
            .resideOutsideOfPackages("org.tare.spark..", "org.tare.scan..", "org.tare.train..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.spark.sql.catalyst..");

    @ArchTest
    static final ArchRule readers_see_only_the_rows = noClasses()
            .that()
            .resideOutsideOfPackage("org.tare.spark..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("org.apache.spark.sql.catalyst..")
                    .and(DescribedPredicate.not(ROWS)));
}
