package dev.bulkhead.gateway.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.config.ConfigLoader;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.ModuleConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is written into a configuration loads again, and says what was meant. The input: a byte that says what changes, one that says
 * where, and a configuration.
 */
class ConfigTextFuzzTest {
    private static final String HUSH = "hush-hush";

    @FuzzTest
    void shouldWriteWhatLoadsAgain(byte[] bytes) throws IOException {
        String text = bytes.length < 2 ? "" : new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_8);
        Optional<GatewayConfig> loaded = load(text);
        if (loaded.isEmpty()) {
            return;
        }
        assertThat(ConfigText.write(text, loaded.get(), loaded.get())).isEqualTo(text);
        GatewayConfig now = changed(loaded.get(), bytes[0] & 0xFF, bytes[1] & 0xFF);
        String written;
        try {
            written = ConfigText.write(text, loaded.get(), now);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("a placeholder stands for its name");
            return;
        }
        GatewayConfig again = load(written).orElseThrow(() -> new AssertionError("does not load: " + written));
        assertThat(again.gateway()).isEqualTo(now.gateway());
        assertThat(again.links()).as(written).containsExactlyInAnyOrderElementsOf(now.links());
        assertThat(again.modules()).as(written).hasSameSizeAs(now.modules());
        for (int i = 0; i < now.modules().size(); i++) {
            assertSame(again.modules().get(i), now.modules().get(i), written);
        }
        if (!text.contains(HUSH)) {
            assertThat(written).doesNotContain(HUSH);
        }
    }

    private static void assertSame(ModuleConfig is, ModuleConfig shouldBe, String written) {
        assertThat(is.withArgs("{}")).as(written).isEqualTo(shouldBe.withArgs("{}"));
        assertThat(ArgsText.parse(is.argsJson())).as(written).isEqualTo(ArgsText.parse(shouldBe.argsJson()));
    }

    private static Optional<GatewayConfig> load(String text) throws IOException {
        Path file = Files.createTempFile("gateway", ".json");
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
            return Optional.of(new ConfigLoader((className, path) -> Optional.empty(), Configs.ENVIRONMENT::get)
                    .load(file, Path.of("/place/gateway.json")));
        } catch (ConfigException e) {
            return Optional.empty();
        } finally {
            Files.delete(file);
        }
    }

    private static GatewayConfig changed(GatewayConfig loaded, int what, int where) {
        List<ModuleConfig> modules = new ArrayList<>(loaded.modules());
        List<LinkSpec> links = new ArrayList<>(loaded.links());
        int place = where % modules.size();
        ModuleConfig module = modules.get(place);
        ModuleConfig other = modules.get((where / modules.size()) % modules.size());
        String clone = "clone-of-one";
        if ((what & 1) != 0) {
            modules.set(place, module.withArgs(other.argsJson()));
        }
        if ((what & 2) != 0 && modules.stream().noneMatch(known -> known.name().equals(clone))) {
            modules.add(module.named(clone));
            loaded.links().stream()
                    .filter(link -> link.sink().equals(module.name()))
                    .forEach(link -> links.add(link.withEnds(link.source(), clone)));
        }
        if ((what & 4) != 0 && !links.isEmpty()) {
            links.remove(where % links.size());
        }
        if ((what & 8) != 0 && modules.size() > 1) {
            modules.remove(other);
            links.removeIf(
                    link -> link.source().equals(other.name()) || link.sink().equals(other.name()));
        }
        if ((what & 16) != 0) {
            modules.replaceAll(
                    each -> each.withArgs("{\"new\":[1,{\"${a\":null}],\"${env:SECRET}\":\"${env:SECRET}\"}"));
        }
        return new GatewayConfig(loaded.file(), loaded.gateway(), modules, links);
    }
}
