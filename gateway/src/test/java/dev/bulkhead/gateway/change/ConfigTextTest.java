package dev.bulkhead.gateway.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.ModuleConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfigTextTest {
    private static final String TEXT = """
            // The press line.
            {
              "gateway": { "name": "press" }, /* its name */
              "modules": [
                // reads
                { "name": "in", "class": "x.In",
                  "args": { "password": "${env:SECRET}", "list": ["${env:TOKEN}", 1], "every": "1s", /* slow */ "keep": 1.50 } }, // first
                { "name": "mid", "class": "x.Mid", "activation": "fork" },
                // writes
                { "name": "out", "class": "x.Out" } // last
              ],
              "links": [
                { "source": "in", "sink": "mid", "capacity": 7 }, // a, b
                { "source": "mid", "sink": "out" }
              ]
            }
            """;

    private final GatewayConfig loaded = Configs.load(TEXT);

    private static GatewayConfig with(GatewayConfig config, List<ModuleConfig> modules, List<LinkSpec> links) {
        return new GatewayConfig(config.file(), config.gateway(), modules, links);
    }

    /** {@return the text that was written, after a look whether it says what it should} */
    private String write(List<ModuleConfig> modules, List<LinkSpec> links) {
        GatewayConfig now = with(loaded, modules, links);
        String text = ConfigText.write(TEXT, loaded, now);
        assertThat(Configs.load(text)).isEqualTo(now);
        return text;
    }

    private ModuleConfig module(int place) {
        return loaded.modules().get(place);
    }

    /** {@return a module like another, as its configuration in another text would be} */
    private static ModuleConfig changed(ModuleConfig module, String name, String args) {
        GatewayConfig other = Configs.load("{ \"modules\": [ { \"name\": \"" + name + "\", \"class\": \""
                + module.className() + "\", \"args\": " + args + " } ] }");
        return other.modules().get(0);
    }

    @Test
    void shouldLeaveATextAsItIsWhereNothingChanged() {
        assertThat(write(loaded.modules(), loaded.links())).isEqualTo(TEXT);
        assertThat(ConfigText.write("\uFEFF" + TEXT, loaded, loaded)).isEqualTo("\uFEFF" + TEXT);
    }

    @Test
    void shouldWriteOtherArgumentsAndNoSecret() {
        ModuleConfig other = changed(
                module(0),
                "in",
                "{ \"password\": \"hush-hush\", \"list\": [\"psst\", 2], \"every\": \"5s\", \"copy\": {\"p\": \"hush-hush\"}, "
                        + "\"$\": \"$${x}\" }");
        String text = write(List.of(other, module(1), module(2)), loaded.links());

        assertThat(text)
                .contains(
                        "\"args\": { \"password\": \"${env:SECRET}\", \"list\": [\"${env:TOKEN}\", 2], \"every\": \"5s\", "
                                + "\"copy\": { \"p\": \"${env:SECRET}\" }, \"$\": \"$${x}\" /* slow */ } }, // first")
                .doesNotContain("hush-hush")
                .doesNotContain("psst");
        assertThat(linesThatDiffer(text)).isEqualTo(1);
    }

    @Test
    void shouldNotWriteTheSecretOfAnotherModule() {
        String text = write(
                List.of(module(0), module(1), changed(module(2), "out", "{\"like\":\"hush-hush\"}")), loaded.links());

        assertThat(text)
                .contains("\"args\": { \"like\": \"${env:SECRET}\" } } // last")
                .doesNotContain("hush-hush");
    }

    @Test
    void shouldWriteArgumentsWhereThereWereNone() {
        String text = write(List.of(module(0), module(1), changed(module(2), "out", "{\"a\":1}")), loaded.links());

        assertThat(text).contains("{ \"name\": \"out\", \"class\": \"x.Out\", \"args\": { \"a\": 1 } } // last");
    }

    @Test
    void shouldTakeAModuleOutWithItsLinksAndKeepEveryComment() {
        String text =
                write(List.of(module(0), module(1)), List.of(loaded.links().get(0)));

        assertThat(text).contains("// writes", "// last", "/* its name */", "// a, b", "// first");
        assertThat(write(List.of(module(2)), List.of())).contains("// reads", "// first", "\"name\": \"out\"");
    }

    @Test
    void shouldWriteACloneLikeItsOriginalWithItsLinksBelowTheRemark() {
        List<ModuleConfig> modules = new ArrayList<>(loaded.modules());
        GatewayConfig renamed = Configs.load(TEXT.replace("\"name\": \"in\"", "\"name\": \"in2\"")
                .replace("\"source\": \"in\"", "\"source\": \"in2\""));
        modules.add(renamed.modules().get(0));
        List<LinkSpec> links = new ArrayList<>(loaded.links());
        links.add(renamed.links().get(0));
        String text = write(modules, links);

        assertThat(text)
                .contains("// last\n    { \"name\": \"in2\", \"class\": \"x.In\",\n      \"args\": { \"password\": "
                        + "\"${env:SECRET}\"")
                .contains("{ \"source\": \"mid\", \"sink\": \"out\" },\n    { \"source\": \"in2\", \"sink\": \"mid\", "
                        + "\"capacity\": 7 }\n  ]")
                .doesNotContain("hush-hush");
    }

    @Test
    void shouldWriteALinkThatIsLikeNoOther() {
        List<LinkSpec> links = new ArrayList<>(loaded.links());
        links.addAll(Configs.load(
                        TEXT.replace(
                                "{ \"source\": \"mid\", \"sink\": \"out\" }",
                                "{ \"source\": \"*\", \"sink\": \"out\", \"match\": { \"k\": \"x*\" }, \"overflow\": \"drop-oldest\", "
                                        + "\"capacityBytes\": \"5000B\" }, { \"source\": \"in\", \"sink\": \"out\", \"blockFor\": \"2s\" }"))
                .links()
                .subList(1, 3));

        assertThat(write(loaded.modules(), links))
                .contains("{ \"source\": \"*\", \"sink\": \"out\", \"match\": { \"k\": \"x*\" }, \"overflow\": "
                        + "\"drop-oldest\", \"capacityBytes\": \"5000B\" },")
                .contains("{ \"source\": \"in\", \"sink\": \"out\", \"blockFor\": \"2000ms\" }\n  ]");
    }

    @Test
    void shouldRefuseWhatItCannotWrite() {
        GatewayConfig other = Configs.load(TEXT.replace(", \"activation\": \"fork\"", ""));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigText.write(TEXT, loaded, other))
                .withMessage("of module mid more than its arguments changed, which cannot be written: activation");
        GatewayConfig named = Configs.load(TEXT.replace("\"press\"", "\"other\""));
        assertThatIllegalArgumentException().isThrownBy(() -> ConfigText.write(TEXT, loaded, named));
    }

    private static long linesThatDiffer(String text) {
        List<String> before = TEXT.lines().toList();
        List<String> after = text.lines().toList();
        assertThat(after).hasSameSizeAs(before);
        return IntStream.range(0, before.size())
                .filter(line -> !before.get(line).equals(after.get(line)))
                .count();
    }
}
