package dev.bulkhead.systemtests.chaos.module;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.PublishResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Publishes numbered messages, lane by lane, and writes down what became of each: {@code NUMBER RESULT}. A number is used once in the
 * lane's life: the number after the last one written down may have been on its way when the process died, so it is left out.
 */
public final class NumberedSource implements Module {
    private static final int LONGEST_BURST = 12;

    private final List<Thread> lanes = new ArrayList<>();
    private ModuleContext context;
    private Args args;
    private volatile boolean stopped;

    /**
     * What to publish.
     *
     * @param folder where the journals are
     * @param pause while this file is there, nothing is published
     * @param lanes the lanes
     * @param perSecond about how many messages each lane gets
     */
    public record Args(String folder, String pause, List<String> lanes, int perSecond) {}

    @Override
    public void create(ModuleContext newContext) {
        context = newContext;
        args = context.args(Args.class);
    }

    @Override
    public void start() throws IOException {
        Path folder = Path.of(args.folder());
        for (String lane : args.lanes()) {
            long first = Journal.lives(folder, lane).isEmpty() ? 1 : Journal.last(folder, lane) + 2;
            Journal journal = Journal.begin(folder, lane);
            Thread thread = new Thread(() -> publish(lane, first, journal), "lane-" + lane);
            lanes.add(thread);
            thread.start();
        }
    }

    private void publish(String lane, long first, Journal journal) {
        Random random = new Random(lane.hashCode() + first);
        try (journal) {
            long number = first;
            while (!stopped) {
                int burst = 1 + random.nextInt(LONGEST_BURST);
                for (int i = 0; i < burst && !stopped && !Files.exists(Path.of(args.pause())); i++) {
                    PublishResult result = context.publish(Numbered.message(lane, number));
                    journal.write(number + " " + result);
                    number++;
                }
                TimeUnit.MILLISECONDS.sleep(burst * 1000L / args.perSecond());
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write down what was published in the lane " + lane, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void receive(Message message) {}

    @Override
    public void destroy() throws InterruptedException {
        stopped = true;
        for (Thread lane : lanes) {
            lane.join(1000);
        }
    }
}
