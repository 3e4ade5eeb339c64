package org.tare;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** No class depends on one that depends on it, in whatever number of steps; a nested class belongs to its top-level class. */
final class ClassCycles {
    private ClassCycles() {}

    /** @param packages as in {@code org.tare.nn..} */
    static ArchRule noneWithin(String... packages) {
        DescribedPredicate<JavaClass> within = JavaClass.Predicates.resideInAnyPackage(packages);
        SliceAssignment topLevelClasses = new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                return within.test(javaClass) ? SliceIdentifier.of(topLevel(javaClass)) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "top-level classes that " + within.getDescription();
            }
        };
        return SlicesRuleDefinition.slices()
                .assignedFrom(topLevelClasses)
                .namingSlices("$1")
                .should()
                .beFreeOfCycles();
    }

    private static String topLevel(JavaClass javaClass) {
        return javaClass.getEnclosingClass().map(ClassCycles::topLevel).orElseGet(javaClass::getName);
    }
}
