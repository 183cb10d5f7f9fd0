package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Api;
import dev.bulkhead.api.BuiltFor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltForTest {
    @ParameterizedTest
    @ValueSource(classes = {HostTelemetry.class, Threshold.class, Log.class})
    void shouldSayWhichApiEachModuleIsBuiltFor(Class<?> module) {
        assertThat(module.getAnnotation(BuiltFor.class).value()).isEqualTo(Api.VERSION);
    }
}
