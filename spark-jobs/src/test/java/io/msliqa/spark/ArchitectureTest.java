package io.msliqa.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the code to the order of packages that {@code docs/architecture.md} shows. */
class ArchitectureTest {

    private static final Path PAGE = Path.of("../docs/architecture.md");
    private static final Pattern ROW = Pattern.compile("^\\| `(io\\.msliqa[\\w.]*)` \\|.*");

    private static JavaClasses classes;
    private static List<String> order;

    @BeforeAll
    static void read() throws IOException {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.msliqa");
        order = Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .toList();
    }

    @Test
    void everyPackageHasItsPlaceInThePage() {
        Set<String> there =
                classes.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));

        assertThat(there).hasSizeGreaterThan(25);
        assertThat(order).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void aPackageUsesOnlyPackagesAboveIt() {
        List<String> upward = new ArrayList<>();
        for (JavaClass user : classes) {
            int place = order.indexOf(user.getPackageName());
            for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                int target = order.indexOf(
                        dependency.getTargetClass().getBaseComponentType().getPackageName());
                if (target > place) {
                    upward.add(dependency.getDescription());
                }
            }
        }
        assertThat(upward).isEmpty();
    }

    @Test
    void checksOfNightsKnowNoSpark() {
        assertThat(foreign("io.msliqa.spark.nightly.checks", "org.apache.")).isEmpty();
    }

    @Test
    void theScorerKnowsNoPyTorch() {
        for (String scorer : order.subList(0, order.indexOf("io.msliqa.scoring") + 1)) {
            assertThat(foreign(scorer, "ai.djl.")).as(scorer).isEmpty();
        }
    }

    /** Decision 0012. */
    @Test
    void inTheCoreOnlyProtocolsAreHocon() {
        for (String core : order) {
            if (!core.startsWith("io.msliqa.spark") && !core.equals("io.msliqa.protocol")) {
                assertThat(foreign(core, "com.typesafe.")).as(core).isEmpty();
            }
        }
    }

    /** CONTRIBUTING.md's rule: an Optional is returned, or is the component of a record. */
    @Test
    void noMethodTakesAnOptional() {
        assertThat(classes.stream()
                        .flatMap(user -> user.getCodeUnits().stream())
                        .filter(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .filter(unit ->
                                !(unit.isConstructor() && unit.getOwner().isRecord()))
                        .filter(unit -> unit.getRawParameterTypes().stream()
                                .anyMatch(type -> type.getName().matches("java\\.util\\.Optional.*")))
                        .map(JavaCodeUnit::getFullName))
                .isEmpty();
    }

    private static List<String> foreign(String own, String prefix) {
        return classes.stream()
                .filter(user -> user.getPackageName().equals(own))
                .flatMap(user -> user.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> dependency.getTargetClass().getName().startsWith(prefix))
                .map(Dependency::getDescription)
                .toList();
    }
}
