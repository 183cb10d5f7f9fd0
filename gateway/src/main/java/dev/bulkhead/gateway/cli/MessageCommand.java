package dev.bulkhead.gateway.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Converts message frames to JSON and back. */
@Command(
        name = "message",
        description = "Convert message frames between hex and JSON, one a line.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(decode | encode)",
        subcommands = {MessageCommand.Decode.class, MessageCommand.Encode.class})
final class MessageCommand {

    /** Reads frames. */
    @Command(
            name = "decode",
            description = {
                "Read frames in hex from standard input, one a line, and print each as JSON:",
                "  {\"properties\":{\"kind\":\"cpu\"},\"contentBase64\":\"MC40Mg==\"}",
                "A malformed line prints {\"error\":\"...\"} in its place, and the exit status is 1."
            },
            footer = {"", "Example: echo a1600000000f000000000000000133 | bulkhead message decode"},
            mixinStandardHelpOptions = true)
    static final class Decode implements Callable<Integer> {
        @Override
        public Integer call() throws IOException {
            return convert(MessageText::decode);
        }
    }

    /** Writes frames. */
    @Command(
            name = "encode",
            description = {
                "Read messages in JSON from standard input, one a line, and print the frame of each in hex.",
                "A malformed line prints {\"error\":\"...\"} in its place, and the exit status is 1."
            },
            footer = {
                "",
                "Example: echo '{\"properties\":{\"kind\":\"cpu\"},\"contentBase64\":\"Mw==\"}' | bulkhead message encode"
            },
            mixinStandardHelpOptions = true)
    static final class Encode implements Callable<Integer> {
        @Override
        public Integer call() throws IOException {
            return convert(MessageText::encode);
        }
    }

    private static final int CHECK_EVERY = 1000;

    private interface Conversion {
        String convert(String line) throws MessageText.BadLineException;
    }

    private static int convert(Conversion conversion) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int status = ExitStatus.DONE;
        long lines = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                out.println(conversion.convert(line.strip()));
            } catch (MessageText.BadLineException e) {
                out.println(e.asJson());
                status = ExitStatus.FAILED;
            }
            // Also flushes; often enough for whoever waits, seldom enough to be fast.
            if ((!in.ready() || ++lines % CHECK_EVERY == 0) && out.checkError()) {
                return ExitStatus.FAILED; // nobody reads on
            }
        }
        out.flush();
        return status;
    }
}
