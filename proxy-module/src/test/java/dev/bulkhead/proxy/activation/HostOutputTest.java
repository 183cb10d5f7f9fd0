package dev.bulkhead.proxy.activation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class HostOutputTest {
    private static final String SECRET = "5ec7e7";
    private static final Set<String> SECRETS = Set.of(SECRET);

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private List<String> linesOf(byte[] printed) {
        // lastLines waits for the end.
        HostOutput output = new HostOutput("valve", new ByteArrayInputStream(printed), SECRETS, lines::add);
        assertThat(output.lastLines()).hasSizeLessThanOrEqualTo(10);
        return lines;
    }

    private List<String> linesOf(String printed) {
        return linesOf(printed.getBytes(UTF_8));
    }

    private static String numbered(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    @Test
    void shouldHandOnLineByLine() {
        assertThat(linesOf("first\n\nthird\n")).containsExactly("first", "", "third");
    }

    @Test
    void shouldHandOnALastLineWithoutAnEnd() {
        assertThat(linesOf("first\nKilled")).containsExactly("first", "Killed");
    }

    @Test
    void shouldHandOnNothingOfAHostThatPrintsNothing() {
        assertThat(linesOf("")).isEmpty();
    }

    @Test
    void shouldHandOnALineAsSoonAsItIsThere() throws IOException {
        try (PipedOutputStream host = new PipedOutputStream()) {
            HostOutput output = new HostOutput("valve", new PipedInputStream(host), SECRETS, lines::add);
            host.write("ready\nnot yet".getBytes(UTF_8));
            host.flush();

            await().until(() -> lines.equals(List.of("ready")));
            assertThat(output.lastLines()).containsExactly("ready");
        }
    }

    @Test
    void shouldCutLongLines() {
        String line = "x".repeat(2000);

        assertThat(linesOf(line + "\n" + line + "y\n" + line + line)).containsExactly(line, line, "y", line, line);
    }

    @Test
    void shouldNotCutACharacterInTwo() {
        String line = "x".repeat(1999);

        assertThat(linesOf(line + "ö\n" + line + "😀\n"))
                .extracting(cut -> cut.replaceFirst("x+", ""))
                .containsExactly("", "ö", "", "😀");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a\tb,a    b",
                "end\r,end",
                "over\rwritten,over?written",
                "trailing  ,trailing",
                "  leading,  leading",
                "bell \u0007 here,bell ? here",
                "nul\u0000,nul?",
                "\u001b[31mred,?[31mred",
                "delete\u007f,delete?",
                "\u009b31mred,?31mred",
                "next\u0085line,next?line",
                "größe 😀,größe 😀"
            })
    void shouldReplaceWhatCouldSteerATerminal(String printed, String line) {
        assertThat(linesOf(printed + "\n")).containsExactly(line);
    }

    @Test
    void shouldCutALongLineThatIsNotUtf8() {
        byte[] continuations = new byte[4001];
        Arrays.fill(continuations, (byte) 0x80);

        assertThat(String.join("", linesOf(continuations))).isEqualTo("\uFFFD".repeat(4001));
    }

    @Test
    void shouldReplaceWhatIsNotUtf8() {
        byte[] latin1 = {'g', 'r', (byte) 0xF6, (byte) 0xDF, 'e', '\n', (byte) 0xFF, (byte) 0xFE, '\n', 'x', '\n'};

        assertThat(linesOf(latin1)).containsExactly("gr\uFFFD\uFFFDe", "\uFFFD\uFFFD", "x");
    }

    @Test
    void shouldThinOutAFlood() {
        linesOf(numbered(5000));

        // The lines may fall into more than one second.
        assertThat(lines).hasSizeLessThan(1000).startsWith("1", "2", "3");
    }

    @Test
    void shouldSayHowManyLinesOfAFloodWereLeftOut() {
        linesOf(numbered(5000));

        long handedOn = lines.stream().filter(line -> line.matches("\\d+")).count();
        long leftOut = lines.stream()
                .filter(line -> line.endsWith(" lines were left out here"))
                .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
                .sum();
        assertThat(handedOn + leftOut).isEqualTo(5000);
    }

    @Test
    void shouldKeepTheLastLines() {
        HostOutput output =
                new HostOutput("valve", new ByteArrayInputStream(numbered(5000).getBytes(UTF_8)), SECRETS, lines::add);

        assertThat(output.lastLines())
                .containsExactly("4991", "4992", "4993", "4994", "4995", "4996", "4997", "4998", "4999", "5000");
    }

    @Test
    void shouldKeepTheInterruptionOfWhoeverAsksForTheLastLines() throws IOException {
        try (PipedOutputStream host = new PipedOutputStream()) {
            HostOutput output = new HostOutput("valve", new PipedInputStream(host), SECRETS, lines::add);
            Thread.currentThread().interrupt();

            assertThat(output.lastLines()).isEmpty();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void shouldNotShowASecretThatAHostPrints() {
        byte[] printed = ("my token is " + SECRET + "!\n").getBytes(UTF_8);
        HostOutput output = new HostOutput("valve", new ByteArrayInputStream(printed), SECRETS, lines::add);

        assertThat(output.lastLines()).containsExactly("my token is (secret)!");
        assertThat(lines).containsExactly("my token is (secret)!");
    }
}
