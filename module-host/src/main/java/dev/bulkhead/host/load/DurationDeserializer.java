package dev.bulkhead.host.load;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code "250ms" "1s" "5m" "2h" "7d"}. */
final class DurationDeserializer extends StdDeserializer<Duration> {
    private static final long serialVersionUID = 1;

    DurationDeserializer() {
        super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        Optional<Duration> duration = parser.currentToken() == JsonToken.VALUE_STRING
                ? DurationText.parse(parser.getText())
                : Optional.empty();
        if (duration.isPresent()) {
            return duration.get();
        }
        return context.reportInputMismatch(
                this, "%s is no duration; write \"250ms\", \"1s\", \"5m\", \"2h\" or \"7d\"", parser.getText());
    }
}
