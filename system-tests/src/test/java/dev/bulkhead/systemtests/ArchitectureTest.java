package dev.bulkhead.systemtests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may depend on whom. */
@AnalyzeClasses(packages = "dev.bulkhead", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String API = "dev.bulkhead.api..";
    private static final String BROKER = "dev.bulkhead.broker..";
    private static final String WIRE = "dev.bulkhead.wire..";
    private static final String HOST = "dev.bulkhead.host..";
    private static final String PROXY = "dev.bulkhead.proxy..";
    private static final String STORE = "dev.bulkhead.store..";
    private static final String GATEWAY = "dev.bulkhead.gateway..";
    private static final String SAMPLES = "dev.bulkhead.samples..";
    private static final String[] SAMPLES_LIBRARIES = {"com.dashjoin..", "de.siegmar.."};
    private static final String PACKAGES = "dev.bulkhead.packages..";
    private static final String PROCESSOR = "dev.bulkhead.processor..";
    private static final String JDK = "java..";
    private static final String NULLNESS = "org.jspecify..";
    private static final String LOGGING = "org.slf4j..";

    @ArchTest
    static final ArchRule THE_API_DEPENDS_ON_NOTHING = classes()
            .that()
            .resideInAPackage(API)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(API, JDK, NULLNESS);

    @ArchTest
    static final ArchRule THE_BROKER_NEVER_SEES_THE_WIRE = classes()
            .that()
            .resideInAPackage(BROKER)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(BROKER, API, JDK, NULLNESS, LOGGING, "org.jctools..");

    @ArchTest
    static final ArchRule THE_WIRE_SEES_THE_BROKER_AND_NOTHING_ABOVE = noClasses()
            .that()
            .resideInAPackage(WIRE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HOST, PROXY, GATEWAY, SAMPLES);

    @ArchTest
    static final ArchRule ONE_PACKAGE_KNOWS_ZEROMQ = noClasses()
            .that()
            .resideOutsideOfPackage("dev.bulkhead.wire.zmq")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.zeromq..", "zmq..");

    @ArchTest
    static final ArchRule ONE_PACKAGE_KNOWS_THE_DATABASE = noClasses()
            .that()
            .resideOutsideOfPackage(STORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.sqlite..", "java.sql..");

    @ArchTest
    static final ArchRule A_STORE_KNOWS_FRAMES_AND_NOTHING_ELSE_OF_THE_WIRE = noClasses()
            .that()
            .resideInAPackage(STORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.bulkhead.wire.packet..",
                    "dev.bulkhead.wire.relay..",
                    "dev.bulkhead.wire.session..",
                    "dev.bulkhead.wire.zmq..",
                    HOST,
                    PROXY,
                    GATEWAY);

    @ArchTest
    static final ArchRule FRAMES_PACKETS_AND_SESSIONS_NEED_NO_SOCKETS_AND_NO_THREADS = noClasses()
            .that()
            .resideInAnyPackage("dev.bulkhead.wire.message", "dev.bulkhead.wire.packet", "dev.bulkhead.wire.session")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.bulkhead.wire.zmq", "dev.bulkhead.wire.relay", "java.util.concurrent..", "java.net..");

    @ArchTest
    static final ArchRule A_HOST_STAYS_TINY = classes()
            .that()
            .resideInAPackage(HOST)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(HOST, WIRE, BROKER, API, JDK, NULLNESS, LOGGING, "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule WHAT_A_PACKAGE_SAYS_NEEDS_NOTHING_OF_BULKHEAD = classes()
            .that()
            .resideInAPackage(PACKAGES)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(PACKAGES, JDK, NULLNESS, "com.fasterxml.jackson..", "org.semver4j..");

    /** An author may compile with another API than this processor was built beside. */
    @ArchTest
    static final ArchRule A_PROCESSOR_LOOKS_AT_CLASSES_AND_LOADS_NONE = classes()
            .that()
            .resideInAPackage(PROCESSOR)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    PROCESSOR,
                    PACKAGES,
                    JDK,
                    NULLNESS,
                    "javax.annotation.processing..",
                    "javax.lang.model..",
                    "javax.tools..",
                    "com.fasterxml.jackson..",
                    "org.semver4j..");

    @ArchTest
    static final ArchRule A_PROXY_KNOWS_NEITHER_HOST_NOR_GATEWAY = noClasses()
            .that()
            .resideInAPackage(PROXY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HOST, GATEWAY, SAMPLES);

    @ArchTest
    static final ArchRule SAMPLES_SEE_WHAT_AUTHORS_SEE = classes()
            .that()
            .resideInAPackage(SAMPLES)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(SAMPLES, API, JDK, NULLNESS, LOGGING, SAMPLES_LIBRARIES[0], SAMPLES_LIBRARIES[1]);

    @ArchTest
    static final ArchRule ONLY_SAMPLES_SEE_THEIR_LIBRARIES = noClasses()
            .that()
            .resideOutsideOfPackage(SAMPLES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SAMPLES_LIBRARIES);

    @ArchTest
    static final ArchRule NOBODY_SEES_THE_GATEWAY = noClasses()
            .that()
            .resideOutsideOfPackages(GATEWAY, "dev.bulkhead.testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(GATEWAY);

    @ArchTest
    static final ArchRule NO_PACKAGES_DEPEND_ON_EACH_OTHER_IN_CIRCLES =
            slices().matching("dev.bulkhead.(**)").should().beFreeOfCycles();
}
