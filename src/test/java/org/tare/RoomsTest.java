package org.tare;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Imports go one way. */
@AnalyzeClasses(packages = "org.tare", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchRule imports_go_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.tare..")
            .withOptionalLayers(true)
            .layer("stat")
            .definedBy("org.tare.stat")
            .layer("curve")
            .definedBy("org.tare.curve")
            .layer("scan")
            .definedBy("org.tare.scan")
            .layer("feature")
            .definedBy("org.tare.feature")
            .layer("linalg")
            .definedBy("org.tare.linalg")
            .layer("collective")
            .definedBy("org.tare.collective")
            .layer("nn")
            .definedBy("org.tare.nn")
            .layer("train")
            .definedBy("org.tare.train")
            .layer("job")
            .definedBy("org.tare.job")
            .whereLayer("job")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("train")
            .mayOnlyBeAccessedByLayers("job")
            .whereLayer("feature")
            .mayOnlyBeAccessedByLayers("job")
            .whereLayer("nn")
            .mayOnlyBeAccessedByLayers("train", "job")
            .whereLayer("scan")
            .mayOnlyBeAccessedByLayers("feature", "train", "job")
            .whereLayer("curve")
            .mayOnlyBeAccessedByLayers("feature", "job")
            .whereLayer("linalg")
            .mayOnlyBeAccessedByLayers("nn", "train", "job")
            .whereLayer("collective")
            .mayOnlyBeAccessedByLayers("nn", "train", "job")
            .whereLayer("stat")
            .mayOnlyBeAccessedByLayers("scan", "feature", "nn", "train", "job");

    @ArchTest
    static final ArchRule foundations_know_no_engine = classes()
            .that()
            .resideInAnyPackage("org.tare.stat", "org.tare.linalg", "org.tare.collective", "org.tare.nn")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.tare.stat",
                    "org.tare.linalg",
                    "org.tare.collective",
                    "org.tare.nn",
                    "dev.ludovic.netlib..",
                    "org.apache.datasketches..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule plans_and_sessions_of_spark_stay_behind_adapters = noClasses()
            .that()
            .haveNameNotMatching(
                    "org\\.tare\\.((scan|train)\\.SparkInternals|feature\\.InternalFunctions|job\\.JdbcTable)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.spark.sql.execution..",
                    "org.apache.spark.sql.classic..",
                    "org.apache.spark.sql.internal..");

    @ArchTest
    static final ArchRule rows_of_spark_are_seen_by_readers_only = noClasses()
            .that()
            .haveNameNotMatching("org\\.tare\\.scan\\.(SparkInternals|Scan|PartitionScan|(Column|Scalar|Array|Vector)"
                    + "Accumulator|(Scalar|Weight)Reader)(\\$.*)?"
                    + "|org\\.tare\\.train\\.(SparkInternals|Source)(\\$.*)?"
                    + "|org\\.tare\\.feature\\.(InternalFunctions|InternalRows|Assembler)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.spark.sql.catalyst..");

    @ArchTest
    static final ArchRule connections_of_spark_stay_behind_adapters = noClasses()
            .that()
            .haveNameNotMatching("org\\.tare\\.train\\.(Wire|Rendezvous|DriverLink)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark.network..", "org.apache.spark.rpc..");
}
