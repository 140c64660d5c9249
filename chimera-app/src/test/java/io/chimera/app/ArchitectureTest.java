package io.chimera.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/architecture.md says, as rules. */
class ArchitectureTest {

    private static final List<String> ADAPTERS = List.of("store", "p2p", "pki", "telegram", "janus", "lab", "web");

    private static JavaClasses chimera;

    @BeforeAll
    static void readTheClasses() {
        chimera = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar")) // the core's fakes and contracts
                .importPackages("io.chimera");
        assertThat(chimera.size()).isGreaterThan(200);
    }

    @Test
    void theCoreKnowsTheJdkAndItsLoggerOnly() {
        classes()
                .that()
                .resideInAPackage("io.chimera.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.chimera.core..", "java..", "org.slf4j..", "org.jspecify..")
                .check(chimera);
    }

    @Test
    void theCoreOpensNoSocketsAndSpeaksNoSql() {
        noClasses()
                .that()
                .resideInAPackage("io.chimera.core..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "java.net.http..")
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                                java.nio.channels.NetworkChannel.class))
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                                java.nio.channels.SelectableChannel.class))
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(java.net.Socket.class))
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                                java.net.DatagramSocket.class)))
                .check(chimera);
    }

    @Test
    void packagesOfTheCoreFormATree() {
        slices().matching("io.chimera.core.(*)..").should().beFreeOfCycles().check(chimera);
    }

    @Test
    void packagesOfAnAdapterFormATree() {
        for (var adapter : ADAPTERS) {
            slices().matching("io.chimera." + adapter + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .check(chimera);
        }
    }

    @Test
    void noAdapterSeesAnother() {
        for (var adapter : ADAPTERS) {
            var others = ADAPTERS.stream()
                    .filter(other -> !other.equals(adapter))
                    .map(other -> "io.chimera." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("io.chimera." + adapter + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(chimera);
        }
    }

    @Test
    void whatIsDerivedKnowsNoFrameworkAndNothingElseOfOurs() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.chimera.janus.derive..",
                        "io.chimera.janus.site..",
                        "io.chimera.janus.alias..",
                        "io.chimera.janus.museum..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "io.chimera.core..", "io.chimera.janus.desk..")
                .because("passwords must not depend on what changes for other reasons")
                .check(chimera);
    }

    @Test
    void onlyTheAppKnowsTheApp() {
        noClasses()
                .that(not(resideInAPackage("io.chimera.app..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.chimera.app..")
                .check(chimera);
    }

    @Test
    void timeIsAsked() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .check(chimera);
        noClasses()
                .that(not(resideInAPackage("io.chimera.app..")))
                .should()
                .callMethod(Clock.class, "systemUTC")
                .because("the app hands the clock to everybody")
                .check(chimera);
    }

    @Test
    void nothingIsWiredByFieldsOrKeptInMutableStatics() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .check(chimera);
        fields().that().areStatic().should().beFinal().check(chimera);
    }

    @Test
    void profilesAreKnownAtTheEdgeOnly() {
        classes()
                .that()
                .areAnnotatedWith("org.springframework.context.annotation.Profile")
                .should()
                .haveSimpleNameEndingWith("Edge")
                .andShould()
                .resideInAPackage("io.chimera.app")
                .check(chimera);
    }

    @Test
    void logsAreWrittenThroughTheLogger() {
        noClasses()
                .that(not(resideInAPackage("io.chimera.app..")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(chimera);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .check(chimera);
    }

    @Test
    void eventsAndIdsAreRecords() {
        classes()
                .that()
                .implement(io.chimera.core.event.DomainEvent.class)
                .and()
                .areNotInterfaces()
                .should()
                .beRecords()
                .check(chimera);
        classes()
                .that()
                .haveSimpleNameEndingWith("Id")
                .and()
                .resideInAPackage("io.chimera.core..")
                .should()
                .beRecords()
                .andShould()
                .haveModifier(JavaModifier.FINAL)
                .check(chimera);
    }
}
