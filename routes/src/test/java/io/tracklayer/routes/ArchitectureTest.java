// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.tracklayer.spi.RedeliveryPolicy;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Clock;
import java.time.Instant;

/** Who may depend on whom; a failure says what to move where. */
@AnalyzeClasses(
        packages = "io.tracklayer",
        importOptions = {ImportOption.DoNotIncludeTests.class})
class ArchitectureTest {
    private static final String SPI = "io.tracklayer.spi..";
    private static final String CORE = "io.tracklayer.core..";
    private static final String[] PLUGINS = {
        "io.tracklayer.source..", "io.tracklayer.destination.."
    };
    private static final String CUSTOM = "io.tracklayer.source.custom..";

    /** What a source that is configured by files reads them with; a stranger's jar may bring it. */
    private static final String[] FILE_READERS = {
        "com.fasterxml.jackson..", "com.networknt..", "net.thisptr..", "org.snakeyaml.."
    };

    private static final String[] PURE = {
        SPI, CORE, "io.tracklayer.rules..", "io.tracklayer.source..", "io.tracklayer.destination.."
    };

    @ArchTest
    static final ArchRule SPI_KNOWS_THE_JDK_ONLY =
            classes()
                    .that()
                    .resideInAPackage(SPI)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(SPI, "java..")
                    .because("a plugin compiles against it alone; move the type that needs more");

    @ArchTest
    static final ArchRule PLUGINS_KNOW_THE_SPI_ONLY =
            classes()
                    .that()
                    .resideInAnyPackage(PLUGINS)
                    .and()
                    .resideOutsideOfPackage(CUSTOM)
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(SPI, "java..", "javax.crypto..")
                                    .or(resideInAnyPackage(PLUGINS)))
                    .because("a built-in adapter uses nothing a stranger could not");

    @ArchTest
    static final ArchRule THE_CUSTOM_SOURCE_KNOWS_THE_SPI_AND_READERS_OF_FILES =
            classes()
                    .that()
                    .resideInAPackage(CUSTOM)
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(SPI, CUSTOM, "java..", "javax.crypto..")
                                    .or(resideInAnyPackage(FILE_READERS)))
                    .because("a stranger's jar can bring the same libraries, but nothing of ours");

    @ArchTest
    static final ArchRule PLUGINS_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("io.tracklayer.(source|destination).(*)..")
                    .should()
                    .notDependOnEachOther()
                    .because("what two plugins share belongs into the SPI's identity package");

    @ArchTest
    static final ArchRule PLUGINS_DO_NO_INPUT_OUTPUT =
            noClasses()
                    .that()
                    .resideInAnyPackage(PLUGINS)
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                            "java.net.http..",
                                            "java.nio.file..",
                                            "java.util.concurrent..")
                                    .or(named(java.net.Socket.class))
                                    .or(named(java.net.URL.class))
                                    .or(named(Thread.class))
                                    .or(named(java.io.File.class)))
                    .because("the host sends, waits and stores; a plugin is pure functions");

    @ArchTest
    static final ArchRule CORE_KNOWS_NO_ADAPTER =
            noClasses()
                    .that()
                    .resideInAPackage(CORE)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("io.tracklayer..")
                                    .and(not(resideInAnyPackage(SPI, CORE))))
                    .because("core owns the ports; put the implementation behind one");

    @ArchTest
    static final ArchRule RULES_STORES_AND_CONSOLE_KNOW_CORE_ONLY =
            slices().matching("io.tracklayer.(rules|store|console)..")
                    .should()
                    .notDependOnEachOther()
                    .because("they meet in routes; give the other one a port of core");

    @ArchTest
    static final ArchRule ONLY_ROUTES_WIRES =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.tracklayer.routes..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.tracklayer.routes..");

    @ArchTest
    static final ArchRule CAMEL_AND_VERTX_STOP_AT_ROUTES =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.tracklayer.routes..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.camel..", "io.vertx..", "org.apache.hc..", "io.netty..")
                    .because("the wiring is in routes; hand plain values over");

    @ArchTest
    static final ArchRule SQL_STOPS_AT_THE_STORE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.tracklayer.store.jdbc..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "javax.sql..", "org.hsqldb..")
                    .because("SQL lives in stores; add a query to the evidence port");

    @ArchTest
    static final ArchRule COMMAND_LINE_SPEAKS_HTTP =
            noClasses()
                    .that()
                    .resideInAPackage("io.tracklayer.cli..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("io.tracklayer..")
                                    .and(
                                            not(
                                                    resideInAnyPackage(
                                                            SPI,
                                                            "io.tracklayer.rules..",
                                                            "io.tracklayer.core.build..",
                                                            "io.tracklayer.core.connect..",
                                                            CUSTOM,
                                                            "io.tracklayer.cli.."))))
                    .because(
                            "a command asks the running node; of its code it shares the writing of"
                                    + " configuration files and the name of the build");

    @ArchTest
    static final ArchRule SANDBOX_SHARES_NOTHING =
            noClasses()
                    .that()
                    .resideInAPackage("io.tracklayer.sandbox..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("io.tracklayer..")
                                    .and(not(resideInAPackage("io.tracklayer.sandbox.."))))
                    .because("it must not share the adapters' mistakes");

    @ArchTest
    static final ArchRule THE_CLOCK_IS_GIVEN =
            noClasses()
                    .that()
                    .resideInAnyPackage(PURE)
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .orShould()
                    .callMethod(Clock.class, "systemDefaultZone")
                    .because("time is a parameter, so that a test can stand still");

    @ArchTest
    static final ArchRule NO_FLOATING_MONEY =
            fields().that()
                    .areDeclaredInClassesThat(
                            resideInAnyPackage(PURE).and(not(named(RedeliveryPolicy.class))))
                    .should()
                    .notHaveRawType(double.class)
                    .andShould()
                    .notHaveRawType(float.class)
                    .andShould()
                    .notHaveRawType(Double.class)
                    .because("money is BigDecimal; only the factors of a delay are not money");

    @ArchTest
    static final ArchRule NO_JAVA_SERIALISATION =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            named(ObjectInputStream.class).or(named(ObjectOutputStream.class)));

    @ArchTest
    static final ArchRule PACKAGES_ARE_DOMAIN_NOUNS =
            noClasses()
                    .should()
                    .resideInAnyPackage(
                            "..util..",
                            "..utils..",
                            "..common..",
                            "..impl..",
                            "..model..",
                            "..dto..",
                            "..helper..",
                            "..misc..")
                    .orShould()
                    .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils)");

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> named(Class<?> type) {
        return JavaClass.Predicates.equivalentTo(type);
    }
}
