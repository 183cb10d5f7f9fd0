package dev.bulkhead.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bulkhead.api.Api;
import dev.bulkhead.api.Arg;
import dev.bulkhead.api.BuiltFor;
import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.ModuleType;
import dev.bulkhead.api.PublishResult;
import dev.bulkhead.api.Stateful;
import dev.bulkhead.api.Suspendable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the rows of a CSV file as if they were happening: each column becomes a property that is named by the header, or the content.
 * With a {@code time} column, the pauses between rows are those of the file, divided by {@code speed}; without one, a row comes every
 * {@code interval}. With {@code speed} 0 they come as fast as their sinks take them.
 *
 * <p>A row that every link drops is published again. When the last row has been published, the condition {@code finished} holds; with
 * {@code loop} it begins anew instead. How many rows lie behind is its state.
 */
@BuiltFor(Api.VERSION)
@ModuleType(value = "bulkhead/csv-replay", args = CsvReplay.Args.class)
public final class CsvReplay implements Module, Suspendable, Stateful {
    private static final Logger LOG = LoggerFactory.getLogger(CsvReplay.class);
    private static final Duration TICK = Duration.ofMillis(10);
    /** So that the module comes to other work too. */
    private static final int MOST_AT_ONCE = 10_000;

    private ModuleContext context;
    private CsvRows.Layout layout;
    private Tempo tempo;
    private boolean loop;
    private @Nullable CsvRows rows;
    private long behind;
    private boolean finished;

    /**
     * What {@code args} may hold. Null is what is not given.
     *
     * @param file the path of the file, UTF-8 with a header; required
     * @param content the column that becomes the content; none if not given
     * @param time the column that says when a row was, as in {@code 2026-01-31T08:15:00Z} or in milliseconds since 1970; none if not given
     * @param speed how many times faster than it was, 0.001 to a million, or 0 for no pauses at all; 1 if not given
     * @param interval the pause between two rows where there is no {@code time}, and between two rounds; 1 s if not given. {@code speed} holds
     *     for it too
     * @param loop whether it begins anew after the last row; false if not given
     * @param separator what stands between columns, one character; a comma if not given
     */
    public record Args(
            @Arg(required = true) String file,
            @Nullable String content,
            @Nullable String time,
            @Arg(min = 0, max = 1_000_000) @Nullable Double speed,
            @Nullable Duration interval,
            @Nullable Boolean loop,
            @Arg(pattern = ".") @Nullable String separator) {}

    @Override
    public void create(ModuleContext newContext) throws IOException {
        context = newContext;
        Args args = context.args(Args.class);
        Path file = Path.of(args.file()).toAbsolutePath();
        String separator = args.separator() == null ? "," : args.separator();

        layout = new CsvRows.Layout(file, separator.charAt(0), args.content(), args.time());
        double speed = args.speed() == null ? 1 : args.speed();
        tempo = new Tempo(speed, args.interval() == null ? Duration.ofSeconds(1) : args.interval());
        loop = args.loop() != null && args.loop();
        // That it can be read, and has the columns, is better known now than later.
        CsvRows.open(layout).close();
        context.every(TICK, this::play);
    }

    @Override
    public void start() throws IOException {
        context.condition("finished", false);
        rows = CsvRows.open(layout);
        rows.skip(behind);
        play();
    }

    @Override
    public void receive(Message message) {
        // This only publishes; there is nothing to do with a message that is sent here.
    }

    private void play() {
        try {
            Instant now = context.clock().instant();
            for (int i = 0; i < MOST_AT_ONCE && !finished && playNext(now); i++) {
                // playNext does the work
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("{} cannot be read on after row {}: {}", layout.file(), behind, e.toString());
            finish();
        }
    }

    /** {@return whether another row may be due} */
    private boolean playNext(Instant now) throws IOException {
        CsvRows present = rows;
        if (present == null) {
            return false;
        }
        CsvRows.Row row = present.peek();
        if (row == null) {
            return endOfFile(present);
        }
        if (tempo.due(row.at(), now).isAfter(now)) {
            return false;
        }
        PublishResult result = context.publish(row.message());
        if (result == PublishResult.DROPPED || result == PublishResult.CLOSED) {
            return false;
        }
        present.next();
        behind++;
        tempo.played(row.at(), now);
        return true;
    }

    private boolean endOfFile(CsvRows present) throws IOException {
        present.close();
        rows = null;
        // A file without rows would be begun anew for ever.
        if (!loop || behind == 0) {
            finish();
            return false;
        }
        behind = 0;
        tempo.beginAfterInterval();
        rows = CsvRows.open(layout);
        // One round at a time: with no pauses this would never end.
        return false;
    }

    private void finish() {
        finished = true;
        context.condition("finished", true);
    }

    @Override
    public void suspend() {
        // The file stays open: it is where the next row is.
    }

    @Override
    public void resume() {
        tempo.begin();
    }

    @Override
    public byte[] saveState() {
        return ("1\n" + behind + "\n" + finished).getBytes(UTF_8);
    }

    @Override
    public void restoreState(byte[] state) {
        String[] lines = new String(state, UTF_8).split("\n", -1);
        if (lines.length != 3 || !lines[0].equals("1")) {
            throw new IllegalArgumentException("the state is none of a csv-replay, or of a later version");
        }
        behind = Long.parseLong(lines[1]);
        finished = Boolean.parseBoolean(lines[2]);
    }

    @Override
    public void destroy() throws IOException {
        CsvRows present = rows;
        rows = null;
        if (present != null) {
            present.close();
        }
    }
}
