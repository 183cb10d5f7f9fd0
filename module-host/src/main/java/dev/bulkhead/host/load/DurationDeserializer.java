package dev.bulkhead.host.load;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code "250ms" "1s" "5m" "2h"}. */
final class DurationDeserializer extends StdDeserializer<Duration> {
    private static final long serialVersionUID = 1;
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    DurationDeserializer() {
        super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            Matcher duration = FORM.matcher(parser.getText());
            if (duration.matches()) {
                return duration(Long.parseLong(duration.group(1)), duration.group(2));
            }
        }
        return context.reportInputMismatch(
                this, "%s is no duration; write \"250ms\", \"1s\", \"5m\" or \"2h\"", parser.getText());
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }
}
