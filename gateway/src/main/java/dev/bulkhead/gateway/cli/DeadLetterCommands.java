package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.gateway.control.ControlClient;
import dev.bulkhead.host.load.DurationText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What {@code dead-letters} can do. */
final class DeadLetterCommands {
    private DeadLetterCommands() {}

    /** Lists them. */
    @Command(name = "list", description = "List dead letters, the newest first.")
    static final class ListCommand extends AskingCommand {
        @Option(names = "--source", paramLabel = "NAME", description = "Only those that this module published.")
        private String source = "";

        @Option(names = "--sink", paramLabel = "NAME", description = "Only those that were meant for this module.")
        private String sink = "";

        @Option(names = "--before", paramLabel = "ID", description = "Only those older than this one.")
        private long before = Long.MAX_VALUE;

        @Option(
                names = "--count",
                paramLabel = "N",
                defaultValue = "100",
                description = "The most to list, up to 1000 (default: ${DEFAULT-VALUE}).")
        private int count;

        @Override
        void ask(ControlClient gateway) throws IOException, InterruptedException {
            ObjectNode params = object().put("before", before).put("count", count);
            if (!source.isEmpty()) {
                params.put("source", source);
            }
            if (!sink.isEmpty()) {
                params.put("sink", sink);
            }
            JsonNode letters = gateway.call("deadletters", params);
            out().println(asJson() ? pretty(letters) : table(letters));
        }

        private static String table(JsonNode letters) {
            if (letters.isEmpty()) {
                return "there are no dead letters";
            }
            TextTable table =
                    new TextTable().row("ID", "DIED", "SOURCE", "SINK", "REASON", "ATTEMPTS", "BYTES", "CAUSE");
            for (JsonNode letter : letters) {
                table.row(
                        letter.path("id").asText(),
                        letter.path("died").asText(),
                        letter.path("source").asText(),
                        letter.path("sink").asText() + StatusTables.match(letter.path("match")),
                        letter.path("reason").asText(),
                        letter.path("attempts").asText(),
                        letter.path("bytes").asText(),
                        letter.path("cause").asText());
            }
            return table.format("").stripTrailing();
        }
    }

    /** Shows one. */
    @Command(name = "show", description = "Show all of one dead letter: its message, and why it died.")
    static final class ShowCommand extends AskingCommand {
        @Parameters(paramLabel = "ID", description = "The number of the dead letter.")
        private long id;

        @Override
        void ask(ControlClient gateway) throws IOException, InterruptedException {
            JsonNode letter = gateway.call("deadletter", object().put("id", id));
            out().println(asJson() ? pretty(letter) : text(letter));
        }

        private static String text(JsonNode letter) {
            TextTable table = new TextTable();
            for (String key : List.of("id", "source", "sink", "sequence", "published", "died", "reason", "attempts")) {
                table.row(key, letter.path(key).asText());
            }
            table.row("cause", letter.path("cause").asText());
            JsonNode message = letter.path("message");
            message.path("properties")
                    .properties()
                    .forEach(property -> table.row(
                            "  " + property.getKey(), property.getValue().asText()));
            byte[] content =
                    Base64.getDecoder().decode(message.path("contentBase64").asText());
            table.row("content", message.isMissingNode() ? "damaged on disk" : readable(content));
            String trace = letter.path("trace").asText();
            return table.format("") + (trace.isEmpty() ? "" : "\n" + trace.stripTrailing());
        }

        private static String readable(byte[] content) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(content))
                        .toString();
            } catch (CharacterCodingException e) {
                return "in Base64: " + Base64.getEncoder().encodeToString(content);
            }
        }
    }

    /** Some dead letters, or all. */
    static final class Which {
        @Parameters(paramLabel = "ID", arity = "1..*", description = "The numbers of dead letters.")
        private List<Long> ids = List.of();

        @Option(names = "--all", description = "All of them.")
        private boolean all;
    }

    /** Publishes some once more. */
    @Command(
            name = "replay",
            description = "Publish dead letters on their links once more, behind what waits there. They are gone then.")
    static final class ReplayCommand extends AskingCommand {
        @ArgGroup(multiplicity = "1")
        private Which which = new Which();

        @Override
        void ask(ControlClient gateway) throws IOException, InterruptedException {
            JsonNode result = gateway.call("replay", which(which));
            out().println(asJson() ? result.toString() : "replayed " + result.path("replayed"));
        }
    }

    private static ObjectNode which(Which which) {
        ObjectNode params = AskingCommand.object();
        if (which.all) {
            return params.put("all", true);
        }
        ArrayNode ids = params.putArray("ids");
        which.ids.forEach(ids::add);
        return params;
    }

    /** Those to be forgotten. */
    static final class Forgotten {
        @Parameters(paramLabel = "ID", arity = "1..*", description = "The numbers of dead letters.")
        private List<Long> ids = List.of();

        @Option(names = "--all", description = "All of them.")
        private boolean all;

        @Option(
                names = "--older-than",
                paramLabel = "AGE",
                converter = Age.class,
                description = "All that died longer ago than that, such as 12h or 7d.")
        private Duration age = Duration.ZERO;
    }

    /** A time as it stands in a configuration. */
    static final class Age implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return DurationText.parse(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "\"" + text + "\" is no duration such as \"30m\", \"12h\" or \"7d\""));
        }
    }

    /** Forgets some. */
    @Command(name = "purge", description = "Forget dead letters, for good.")
    static final class PurgeCommand extends AskingCommand {
        @ArgGroup(multiplicity = "1")
        private Forgotten forgotten = new Forgotten();

        @Override
        void ask(ControlClient gateway) throws IOException, InterruptedException {
            ObjectNode params = object();
            if (!forgotten.age.isZero()) {
                params.put("olderThanSeconds", forgotten.age.toSeconds());
            } else if (forgotten.all) {
                params.put("all", true);
            } else {
                ArrayNode ids = params.putArray("ids");
                forgotten.ids.forEach(ids::add);
            }
            JsonNode result = gateway.call("purge", params);
            out().println(asJson() ? result.toString() : "purged " + result.path("purged"));
        }
    }
}
