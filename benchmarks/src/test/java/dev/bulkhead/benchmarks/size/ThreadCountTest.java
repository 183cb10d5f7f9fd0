package dev.bulkhead.benchmarks.size;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadCountTest {
    @Test
    void shouldTellWhoseAThreadIs() {
        List<String> names = List.of(
                "java",
                "java",
                "VM Thread",
                "GC Thread#0",
                "C1 CompilerThre",
                "iothread-2",
                "reaper-1",
                "module-log",
                "from-gateway");

        assertThat(ThreadCount.of(names)).isEqualTo(new ThreadCount(3, 2, 4));
    }

    @Test
    void shouldFindBirthsInAnOutput() {
        assertThat(Birth.read("10:41:07.113 INFO  a  created pid=42 millis=310\nnoise\n"))
                .containsExactly(new Birth(42, 310));
    }
}
