package dev.bulkhead.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.packages.Descriptor;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host, an operator's check or a reader of the descriptor would stumble over, the compiler refuses. */
class RefusalsTest {
    private static final String CALLS =
            "public void create(ModuleContext context) {} public void receive(Message message) {} public void destroy() {}";

    @TempDir
    private Path out;

    private Compilation compilation;

    @BeforeEach
    void begin() {
        compilation = new Compilation(out);
    }

    private void assertRefused(String... errors) throws Exception {
        assertThat(compilation.errors()).containsExactly(errors);
        assertThat(out.resolve(Descriptor.IN_JAR)).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            class A implements Module { CALLS }                      | is not public; a host could not make it
            public abstract class A implements Module { CALLS }      | is abstract; a module is made from it
            public interface A extends Module { }                    | is abstract; a module is made from it
            public class A implements Module { private A() {} CALLS }| has no public constructor without parameters
            public class A implements Module { public A(int a) {} CALLS }| has no public constructor without parameters
            public class A { }                                       | does not implement dev.bulkhead.api.Module
            """)
    void shouldRefuseAClassThatNoHostCanMake(String declaration, String why) throws Exception {
        compilation.source("\n@ModuleType(\"acme/a\")\n" + declaration.replace("CALLS", CALLS));

        assertRefused("A.java:3: the class com.acme.A " + why);
    }

    @Test
    void shouldRefuseAnInnerClass() throws Exception {
        compilation.source(
                "public class A {\n@ModuleType(\"acme/a\")\npublic class B implements Module {" + CALLS + "} }");

        assertRefused(
                "A.java:3: the class com.acme.A.B is an inner class; make it static, or give it a file of its own");
    }

    @Test
    void shouldRefuseABadName() throws Exception {
        compilation.module("@ModuleType(\n\"Vibration\")\npublic class A", "");

        assertRefused("A.java:2: \"Vibration\" is no name; expected are two parts like acme/vibration, each at most 64"
                + " lower-case letters, digits, dots and hyphens");
    }

    @Test
    void shouldRefuseTheSameNameTwice() throws Exception {
        compilation
                .module("@ModuleType(\"acme/a\") public class A", "")
                .module("@ModuleType(\"acme/a\") public class B", "");

        assertRefused("B.java:1: the type acme/a is there twice; the other is the class com.acme.A");
    }

    @Test
    void shouldRefuseAPackageWithoutVersion() throws Exception {
        compilation.options().module("@ModuleType(\"acme/a\") public class A", "");

        assertRefused("a package needs a version; give the compiler -Abulkhead.version=1.0.0, with Maven"
                + " <arg>-Abulkhead.version=${project.version}</arg>");
    }

    @Test
    void shouldRefuseAVersionThatIsNone() throws Exception {
        compilation.options("-Abulkhead.version=1.0-SNAPSHOT").module("@ModuleType(\"acme/a\") public class A", "");

        assertRefused("-Abulkhead.version: \"1.0-SNAPSHOT\" is no semantic version; expected is one like 1.0.0 or"
                + " 1.1.0-SNAPSHOT");
    }

    @Test
    void shouldRefuseAPackageOfSeveralTypesWithoutName() throws Exception {
        compilation
                .module("@ModuleType(\"acme/a\") public class A", "")
                .module("@ModuleType(\"acme/b\") public class B", "");

        assertRefused("a package of 2 types needs a name of its own; give the compiler -Abulkhead.package=, two parts"
                + " like acme/vibration, each at most 64 lower-case letters, digits, dots and hyphens");
    }

    @Test
    void shouldRefuseAPackageNameThatIsNone() throws Exception {
        compilation
                .options("-Abulkhead.version=1.0.0", "-Abulkhead.package=acme")
                .module("@ModuleType(\"acme/a\") public class A", "");

        assertRefused(
                "-Abulkhead.package: \"acme\" is no name; expected are two parts like acme/vibration, each at most 64"
                        + " lower-case letters, digits, dots and hyphens");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            String           | java.lang.String
            int              | int
            Module           | dev.bulkhead.api.Module
            """)
    void shouldRefuseArgumentsThatAreNoRecord(String type, String name) throws Exception {
        compilation.module("@ModuleType(value = \"acme/a\",\nargs = " + type + ".class) public class A", "");

        assertRefused(
                "A.java:2: " + name + " is no record; arguments are bound to a record, Void.class if there are none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            @Arg(min = 2, max = 1) int n       | n has a min of 2.0, which is more than its max of 1.0
            @Arg(min = 0.0 / 0) double n       | n has a limit that is no number
            @Arg(min = 1) String n             | n is no number, so it has no min
            @Arg(max = 1) java.time.Duration n | n is no number, so it has no max
            @Arg(pattern = "a") int n          | n is no String, so it has no pattern
            @Arg(pattern = "(") String n       | n has a pattern that is no regular expression: Unclosed group
            """)
    void shouldRefuseALimitThatCannotBe(String component, String text) throws Exception {
        compilation.module(
                "@ModuleType(value = \"acme/a\", args = A.Args.class) public class A",
                "record Args(\n" + component + ") {}");

        assertRefused("A.java:6: " + text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            java.time.Instant n                         | java.time.Instant cannot be an argument's type
            java.util.Optional<String> n                | java.util.Optional cannot be an argument's type
            Object n                                    | java.lang.Object cannot be an argument's type
            java.util.List<Thread> n                    | java.lang.Thread cannot be an argument's type
            java.util.List<?> n                         | ? cannot be an argument's type
            @SuppressWarnings("rawtypes") java.util.List n | java.util.List does not say of what
            java.util.Map<Integer, String> n            | java.util.Map has keys that are no texts
            """)
    void shouldRefuseATypeThatCannotBeBound(String component, String text) throws Exception {
        compilation.module(
                "@ModuleType(value = \"acme/a\", args = A.Args.class) public class A",
                "record Args(\n" + component + ") {}");

        assertRefused(
                "A.java:6: n: " + text + "; an argument is a String, a boolean, a number, a Duration, a Path, a URI, a"
                        + " UUID, an enum, a record, or a List, Set, array or Map<String, …> of such");
    }

    @Test
    void shouldRefuseARecordThatContainsItself() throws Exception {
        compilation.module(
                "@ModuleType(value = \"acme/a\", args = A.Args.class) public class A",
                "record Args(\njava.util.List<Args> more) {}");

        assertRefused("A.java:6: more: Args contains itself; arguments have a certain depth");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            os = "amiga", arch = "amd64", path = "native/a"     | "amiga" is no system; there are linux, windows and macos
            os = "linux", arch = "", path = "native/a"          | the architecture is missing; it is for example amd64 or arm64
            os = "linux", arch = "arm64", path = ""             | "" is no folder in the package; expected is a path such as native/linux-arm64
            os = "linux", arch = "arm64", path = "/usr/lib"     | "/usr/lib" is no folder in the package; expected is a path such as native/linux-arm64
            os = "linux", arch = "arm64", path = "native/../.." | "native/../.." is no folder in the package; expected is a path such as native/linux-arm64
            """)
    void shouldRefuseNativePartsThatNoMachineHas(String part, String text) throws Exception {
        compilation.module("@ModuleType(\"acme/a\")\n@NativePart(" + part + ") public class A", "");

        assertRefused("A.java:2: " + text);
    }

    @Test
    void shouldRefuseTwoNativeFoldersForOneMachine() throws Exception {
        compilation.module("""
                @ModuleType("acme/a")
                @NativePart(os = "linux", arch = "amd64", path = "native/a")
                @NativePart(os = "linux", arch = "x86_64", path = "native/b")
                public class A""", "");

        assertRefused("A.java:4: for linux/amd64 there is another folder already, \"native/a\"; a package has one");
    }

    @Test
    void shouldRefuseNativePartsOfNoModule() throws Exception {
        compilation
                .module("@ModuleType(\"acme/a\") public class A", "")
                .source("@NativePart(os = \"linux\", arch = \"arm64\", path = \"native\") public class B {}");

        assertRefused("B.java:1: @NativePart stands at a class with @ModuleType, and com.acme.B has none");
    }
}
