package dev.bulkhead.samples;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a text file as it grows, and publishes each line when it is complete: {@code kind} {@code line}, {@code file} its path; the
 * content is the line as it stands in the file, without its end. A line that is longer than {@code maxLine} is cut, and says so in
 * {@code cut}.
 *
 * <p>When another file takes the place of this one (a log that is rotated), the rest of the old one is read first. When the file becomes
 * shorter, it is read from its beginning. While it is missing, this waits for it. A line that every link drops is published again
 * later, so a sink that is slow loses nothing as long as the file is there. Where it was is its state.
 */
@BuiltFor(Api.VERSION)
@ModuleType(value = "bulkhead/file-tail", args = FileTail.Args.class)
public final class FileTail implements Module, Suspendable, Stateful {
    private static final String START = "start";

    private final Logger logger;
    private ModuleContext context;
    private Path file;
    private boolean fromEnd;
    private LineReader reader;
    private @Nullable FollowedFile followed;
    private FollowedFile.@Nullable Place left;
    private String trouble = "";

    /**
     * What {@code args} may hold. Null is what is not given.
     *
     * @param file the path of the file; required
     * @param every how often it looks for new lines; 1 s if not given
     * @param from where it begins when it has no state: {@code end} (only what comes) or {@code start}; {@code end} if not given
     * @param maxLine the most bytes of a line, 16 to 1,048,576; 65,536 if not given
     */
    public record Args(
            @Arg(required = true) String file,
            @Nullable Duration every,
            @Arg(pattern = "end|start") @Nullable String from,
            @Arg(min = 16, max = 1 << 20) @Nullable Integer maxLine) {}

    /** Logs to the logger that is named as this class. */
    public FileTail() {
        this(LoggerFactory.getLogger(FileTail.class));
    }

    FileTail(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void create(ModuleContext newContext) {
        context = newContext;
        Args args = context.args(Args.class);
        file = Path.of(args.file()).toAbsolutePath();
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("file is " + file + ", and that is a folder");
        }
        fromEnd = !START.equals(args.from());
        reader = new LineReader(args.maxLine() == null ? 1 << 16 : args.maxLine());
        context.every(args.every() == null ? Duration.ofSeconds(1) : args.every(), this::look);
    }

    @Override
    public void start() {
        look();
    }

    @Override
    public void receive(Message message) {
        // This only publishes; there is nothing to do with a message that is sent here.
    }

    private void look() {
        try {
            follow();
            trouble = "";
        } catch (IOException e) {
            // Once, not every second, for as long as it is the same.
            if (!trouble.equals(e.toString())) {
                trouble = e.toString();
                logger.warn("{} cannot be read, and is looked for again: {}", file, trouble);
            }
        }
        // What was there before this began is not news; all that comes after is.
        fromEnd = false;
    }

    private void follow() throws IOException {
        FollowedFile present = followed;
        if (present == null) {
            present = FollowedFile.open(file, left, fromEnd);
            followed = present;
            reader.clear();
        }
        if (!reader.read(present, this::publish)) {
            return;
        }
        if (present.isReplaced()) {
            present.close();
            followed = null;
            left = null;
            fromEnd = false;
            follow();
        } else if (present.isTruncated()) {
            logger.info("{} has become shorter, and is read from its beginning", file);
            present.moveTo(0);
            reader.clear();
            boolean unusedAll = reader.read(present, this::publish);
        }
    }

    /** {@return whether somebody has it, or nobody wants it} */
    private boolean publish(byte[] bytes, int offset, int length, boolean cut) {
        Message.Builder line = Message.builder().property("kind", "line").property("file", file.toString());
        if (cut) {
            line.property("cut", "true");
        }
        PublishResult result =
                context.publish(line.content(bytes, offset, length).build());
        return result != PublishResult.DROPPED && result != PublishResult.CLOSED;
    }

    @Override
    public void suspend() {
        // The file stays open: if another takes its place meanwhile, what is left in it is read first.
    }

    @Override
    public void resume() {
        look();
    }

    private FollowedFile.@Nullable Place place() {
        FollowedFile present = followed;
        return present == null ? left : present.place(reader.unread());
    }

    @Override
    public byte[] saveState() {
        FollowedFile.Place place = place();
        return place == null ? new byte[0] : place.toBytes();
    }

    @Override
    public void restoreState(byte[] state) {
        left = state.length == 0 ? null : FollowedFile.Place.of(state);
        fromEnd = false;
    }

    @Override
    public void destroy() throws IOException {
        FollowedFile present = followed;
        followed = null;
        if (present != null) {
            present.close();
        }
    }
}
