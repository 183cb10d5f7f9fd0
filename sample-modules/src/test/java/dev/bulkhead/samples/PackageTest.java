package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleType;
import dev.bulkhead.packages.Descriptor;
import dev.bulkhead.packages.DescriptorJson;
import dev.bulkhead.packages.OfferedType;
import dev.bulkhead.packages.PackageName;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the package of the samples says of itself, as the compiler wrote it. */
class PackageTest {
    private static Descriptor descriptor() throws Exception {
        try (InputStream file = Module.class.getClassLoader().getResourceAsStream(Descriptor.IN_JAR)) {
            return DescriptorJson.read(new String(file.readAllBytes(), StandardCharsets.UTF_8), Descriptor.IN_JAR);
        }
    }

    private static OfferedType type(String name) throws Exception {
        return descriptor().type(PackageName.of(name)).orElseThrow();
    }

    @Test
    void shouldOfferEachSampleByItsName() throws Exception {
        assertThat(descriptor().name()).hasToString("bulkhead/samples");
        for (OfferedType type : descriptor().types()) {
            Class<?> offered = Class.forName(type.className());
            assertThat(offered.getAnnotation(ModuleType.class).value())
                    .isEqualTo(type.name().toString());
            assertThat(type.description()).endsWith(".");
        }
        assertThat(descriptor().types())
                .extracting(type -> type.name().toString())
                .contains("bulkhead/telemetry", "bulkhead/threshold", "bulkhead/log");
    }

    @Test
    void shouldSayWhatAThresholdMustBeGiven() throws Exception {
        assertThat(type("bulkhead/threshold").args().path("required"))
                .extracting(name -> name.asText())
                .containsExactly("metric", "above");
    }

    @Test
    void shouldSayThatALogTakesNothing() throws Exception {
        assertThat(type("bulkhead/log").args().has("properties")).isFalse();
    }
}
