package dev.holdfast.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plan of the house, as in docs/design.md. */
class HouseRulesTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.holdfast");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.holdfast.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "event     | ",
                "overload  | ",
                "log       | ",
                "secret    | ",
                "journal   | event log",
                "vendor    | event secret",
                "target    | event",
                "receive   | event journal overload vendor secret log",
                "relay     | event journal target log",
                "reconcile | event journal vendor secret log",
            })
    void aPackageImportsOnlyWhatItMay(String room, String allowed) {
        Set<String> may = new HashSet<>(Arrays.asList((allowed == null ? "" : allowed).split(" ")));
        may.add(room);
        noClasses()
                .that()
                .resideInAPackage("dev.holdfast." + room + "..")
                .should(importOurs(may))
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    @Test
    void sqlIsWrittenWhereTheDatabaseIsSpokenTo() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.holdfast.journal..",
                        "dev.holdfast.reconcile..",
                        "dev.holdfast.admin..",
                        "dev.holdfast.ops..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.vertx.sqlclient..")
                        .or(resideInAPackage("io.vertx.pgclient.."))
                        .or(resideInAPackage("io.vertx.mutiny.sqlclient.."))
                        .or(resideInAPackage("org.hibernate.."))
                        .or(resideInAPackage("java.sql..")))
                .check(HOUSE);
    }

    @Test
    void nobodyWaitsAndNobodyAsksTheWallClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.holdfast.ops..")
                .should(call("java.lang.Thread", "sleep"))
                .orShould(call("java.time.Instant", "now"))
                .orShould(call("io.smallrye.mutiny.groups.UniAwait", "indefinitely"))
                .orShould(call("io.smallrye.mutiny.groups.UniAwait", "atMost"))
                .orShould(call("io.smallrye.mutiny.Uni", "await"))
                .check(HOUSE);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .resideInAnyPackage("..common..", "..util..", "..model..", "..service..", "..impl..", "..dto..")
                .check(HOUSE);
    }

    @Test
    void whatIsNeededIsHandedToTheConstructor() {
        fields().should()
                .notBeAnnotatedWith("jakarta.inject.Inject")
                .andShould()
                .notBeAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                .check(HOUSE);
    }

    @Test
    void everyAdminMethodNamesItsRole() {
        ArchRuleDefinition.methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("dev.holdfast.admin..")
                .and()
                .areMetaAnnotatedWith("jakarta.ws.rs.HttpMethod")
                .should()
                .beAnnotatedWith("jakarta.annotation.security.RolesAllowed")
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    private static ArchCondition<JavaClass> importOurs(Set<String> may) {
        return new ArchCondition<>("import of ours more than " + may) {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                from.getDirectDependenciesFromSelf().forEach(dependency -> {
                    String name = dependency.getTargetClass().getPackageName();
                    boolean ours = name.startsWith("dev.holdfast.");
                    if (ours
                            && !may.contains(
                                    name.substring("dev.holdfast.".length()).split("\\.")[0])) {
                        events.add(SimpleConditionEvent.satisfied(dependency, dependency.getDescription()));
                    }
                });
            }
        };
    }

    private static ArchCondition<JavaClass> call(String owner, String method) {
        return new ArchCondition<>("call " + owner + "." + method) {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                for (JavaMethodCall call : from.getMethodCallsFromSelf()) {
                    if (call.getTargetOwner().getName().equals(owner)
                            && call.getName().equals(method)) {
                        events.add(SimpleConditionEvent.satisfied(call, call.getDescription()));
                    }
                }
            }
        };
    }
}
