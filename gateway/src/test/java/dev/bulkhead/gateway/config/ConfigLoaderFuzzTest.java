package dev.bulkhead.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ConfigLoaderFuzzTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("A", "a", "PORT", "70000", "SECRET", "hush-hush");

    @FuzzTest
    void shouldLoadAConfigurationOrSayWhereItIsWrong(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("gateway", ".json");
        try {
            Files.write(file, bytes);
            GatewayConfig config = new ConfigLoader((className, path) -> Optional.empty(), ENVIRONMENT::get).load(file);
            List<String> names =
                    config.modules().stream().map(ModuleConfig::name).toList();
            assertThat(names).doesNotHaveDuplicates().isNotEmpty().allMatch(ModuleName::fits);
            assertThat(config.links()).allMatch(link -> names.contains(link.sink()));
        } catch (ConfigException e) {
            assertThat(e.problems()).isNotEmpty();
            for (ConfigProblem problem : e.problems()) {
                assertThat(problem.line()).isPositive();
                assertThat(problem.column()).isPositive();
                assertThat(problem.pointer()).matches("(/[\\s\\S]*)?");
                assertThat(problem.text()).isNotEmpty().doesNotContain("hush-hush");
            }
        } finally {
            Files.delete(file);
        }
    }
}
