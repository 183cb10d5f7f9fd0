package dev.bulkhead.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharedLibrariesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            libz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007f2a6c9f0000) | /lib/x86_64-linux-gnu/libz.so.1
            /lib64/ld-linux-x86-64.so.2 (0x00007f2a6ca3e000)                  | /lib64/ld-linux-x86-64.so.2
            """)
    void shouldFindALibraryInALineOfLdd(String line, Path library) throws IOException {
        assertThat(SharedLibraries.parse("\t" + line, Set.of())).contains(library);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\tlinux-vdso.so.1 (0x00007ffd0a5f2000)",
                "\tlibjvm.so => not found",
                "\tstatically linked",
                "/tmp/jre/bin/java:",
                ""
            })
    void shouldPassOverWhatIsNoLibraryOfThisMachine(String line) throws IOException {
        assertThat(SharedLibraries.parse(line, Set.of("libjvm.so"))).isEmpty();
    }

    @Test
    void shouldSayWhichLibraryIsMissing() {
        assertThatIOException()
                .isThrownBy(() -> SharedLibraries.parse("\tlibz.so.1 => not found", Set.of("libjvm.so")))
                .withMessage("the library libz.so.1, which Java needs, is not on this machine");
    }

    @Test
    void shouldFindTheLibrariesOfARealProgram() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java").toRealPath();
        assertThat(SharedLibraries.of(List.of(java), java.getParent().getParent()))
                .anyMatch(library -> library.getFileName().toString().startsWith("libc.so"))
                .noneMatch(library -> library.startsWith(java.getParent().getParent()));
    }
}
