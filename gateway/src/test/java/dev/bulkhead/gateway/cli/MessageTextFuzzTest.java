package dev.bulkhead.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A line of {@code message decode} and {@code encode}. */
class MessageTextFuzzTest {
    @FuzzTest
    void shouldTranslateALineAndBackOrSayWhy(byte[] bytes) throws JsonProcessingException {
        String line = new String(bytes, StandardCharsets.UTF_8);
        try {
            String json = MessageText.decode(line);
            assertThat(MessageText.encode(json)).isEqualTo(line.toLowerCase(Locale.ROOT));
        } catch (MessageText.BadLineException e) {
            assertIsError(e);
        }
        try {
            String hex = MessageText.encode(line);
            assertThat(MessageText.encode(MessageText.decode(hex))).isEqualTo(hex);
        } catch (MessageText.BadLineException e) {
            assertIsError(e);
        }
    }

    private static void assertIsError(MessageText.BadLineException e) throws JsonProcessingException {
        assertThat(e.asJson()).doesNotContain("\n");
        assertThat(new ObjectMapper().readTree(e.asJson()).path("error").asText())
                .isNotEmpty();
    }
}
