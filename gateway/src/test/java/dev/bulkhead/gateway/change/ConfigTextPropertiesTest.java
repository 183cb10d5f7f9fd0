package dev.bulkhead.gateway.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.ModuleConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever changed, what is written says that, and has no secret. */
class ConfigTextPropertiesTest {
    private static final List<String> VALUES = List.of(
            "1",
            "1.50",
            "true",
            "null",
            "\"text\"",
            "\"${env:SECRET}\"",
            "\"a ${env:TOKEN} b\"",
            "\"$${no}\"",
            "\"http://x/*y*/\"",
            "[]",
            "[1, \"${env:SECRET}\" /* } */]",
            "{}",
            "{ \"deep\": \"${env:TOKEN}\", \"n\": { \"m\": [ ] } }");

    private Random random = new Random();
    private int comments;

    private String space() {
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> "\n    ";
            case 2 -> " /* , " + ++comments + " */ ";
            case 3 -> " // ] " + ++comments + "\n";
            case 4 -> "\r\n\t";
            default -> " ";
        };
    }

    private String list(List<String> parts) {
        return parts.stream().map(part -> space() + part + space()).collect(Collectors.joining(",")) + space();
    }

    private String args() {
        List<String> members = new ArrayList<>();
        for (String key : List.of("a", "b", "c", "\\\"d")) {
            if (random.nextBoolean()) {
                members.add("\"" + key + "\":" + space() + VALUES.get(random.nextInt(VALUES.size())));
            }
        }
        return "{" + list(members) + "}";
    }

    private String module(String name) {
        List<String> members =
                new ArrayList<>(List.of("\"name\":" + space() + "\"" + name + "\"", "\"class\": \"x.X\""));
        if (random.nextInt(3) > 0) {
            members.add("\"args\": " + args());
        }
        return "{" + list(members) + "}";
    }

    private String text() {
        List<String> modules = new ArrayList<>();
        List<String> links = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            modules.add(module("m" + i));
            if (i > 0 && random.nextInt(4) > 0) {
                links.add(Configs.link("m" + (i - 1), "m" + i, random.nextBoolean() ? "" : ", \"capacity\": 9"));
            }
        }
        String end = links.isEmpty() && random.nextBoolean() ? "" : ",\"links\": [" + list(links) + "]";
        return space() + "{" + space() + "\"modules\":" + space() + "[" + list(modules) + "]" + end + space() + "}"
                + space();
    }

    private ModuleConfig withArgs(ModuleConfig module, String name, String args) {
        GatewayConfig other = Configs.load(
                "{ \"modules\": [ { \"name\": \"" + name + "\", \"class\": \"x.X\", \"args\": " + args + " } ] }");
        assertThat(other.modules().get(0).className()).isEqualTo(module.className());
        return other.modules().get(0);
    }

    private GatewayConfig change(GatewayConfig loaded) {
        List<ModuleConfig> modules = new ArrayList<>();
        List<ModuleConfig> clones = new ArrayList<>();
        List<LinkSpec> links = new ArrayList<>(loaded.links());
        for (ModuleConfig module : loaded.modules()) {
            int what = random.nextInt(5);
            if (what == 0 && loaded.modules().size() > 1 && !modules.isEmpty()) {
                links.removeIf(link ->
                        link.source().equals(module.name()) || link.sink().equals(module.name()));
                continue;
            }
            modules.add(what == 1 ? withArgs(module, module.name(), escape(otherArgs(module.argsJson()))) : module);
            if (what == 2) {
                clones.add(withArgs(module, module.name() + "x", escape(module.argsJson())));
            }
        }
        modules.addAll(clones);
        links.removeIf(link -> random.nextInt(5) == 0);
        for (ModuleConfig clone : clones) {
            links.add(LinkSpec.between("m0", clone.name()));
        }
        return new GatewayConfig(loaded.file(), loaded.gateway(), modules, links);
    }

    /** {@return some of the arguments, with others beside them and perhaps one of them twice} */
    private String otherArgs(String json) {
        ObjectNode args = (ObjectNode) ArgsText.parse(json);
        List<String> keys = new ArrayList<>();
        args.fieldNames().forEachRemaining(keys::add);
        if (!keys.isEmpty()) {
            String key = keys.get(random.nextInt(keys.size()));
            args.set("copy", args.get(key));
            if (random.nextBoolean()) {
                args.remove(key);
            }
        }
        if (random.nextBoolean()) {
            args.put("a", random.nextInt());
        }
        return args.toString();
    }

    private static String escape(String json) {
        return json.replace("${", "$${");
    }

    @Property(tries = 500)
    void shouldWriteWhatIsThere(@ForAll long seed) {
        random = new Random(seed);
        comments = 0;
        String text = text();
        GatewayConfig loaded = Configs.load(text);
        assertThat(ConfigText.write(text, loaded, loaded)).isEqualTo(text);
        GatewayConfig now = change(loaded);
        String written = ConfigText.write(text, loaded, now);

        GatewayConfig again = Configs.load(written);
        assertThat(again.links()).isEqualTo(now.links());
        assertThat(again.modules()).extracting(ModuleConfig::name).isEqualTo(names(now));
        for (int i = 0; i < now.modules().size(); i++) {
            assertThat(ArgsText.parse(again.modules().get(i).argsJson()))
                    .isEqualTo(ArgsText.parse(now.modules().get(i).argsJson()));
        }
        assertThat(written).doesNotContain("hush-hush", "psst");
    }

    private static List<String> names(GatewayConfig config) {
        return config.modules().stream().map(ModuleConfig::name).toList();
    }
}
