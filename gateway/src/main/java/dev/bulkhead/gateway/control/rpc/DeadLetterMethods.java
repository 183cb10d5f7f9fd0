package dev.bulkhead.gateway.control.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.api.Message;
import dev.bulkhead.gateway.lifecycle.ControlError;
import dev.bulkhead.gateway.lifecycle.RefusedException;
import dev.bulkhead.gateway.store.DeadLetterOffice;
import dev.bulkhead.gateway.store.DeadLetterOffice.ReplayException;
import dev.bulkhead.store.DeadLetter;
import dev.bulkhead.store.DeadLetterText;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What there is to call about messages that could not be delivered. */
final class DeadLetterMethods {
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1000;
    private static final int LONGEST_AGE_SECONDS = Integer.MAX_VALUE;

    private final DeadLetterOffice office;

    DeadLetterMethods(DeadLetterOffice office) {
        this.office = office;
    }

    /** {@return dead letters, the newest first} */
    CompletableFuture<JsonNode> list(Params params) throws RpcException {
        Optional<String> source = params.textIfThere("source");
        Optional<String> sink = params.textIfThere("sink");
        long before = params.number("before").orElse(Long.MAX_VALUE);
        int most = params.whole("count", LARGEST_PAGE).orElse(PAGE);
        return onItsWay(() -> {
            ArrayNode list = RpcJson.object().arrayNode();
            office.list(source, sink, before, Math.max(1, most)).forEach(letter -> write(letter, list.addObject()));
            return list;
        });
    }

    private static void write(DeadLetter letter, ObjectNode json) {
        json.put("id", letter.id())
                .put("source", letter.link().source())
                .put("sink", letter.link().sink());
        ObjectNode match = json.putObject("match");
        new TreeMap<>(letter.link().match()).forEach(match::put);
        json.put("sequence", letter.number())
                .put("published", letter.published().toString())
                .put("died", letter.died().toString())
                .put("reason", letter.reason())
                .put("cause", letter.cause())
                .put("attempts", letter.attempts())
                .put("bytes", letter.bytes());
    }

    /** {@return all of one} */
    CompletableFuture<JsonNode> show(Params params) throws RpcException {
        long id = params.number("id").orElseThrow(() -> params.missing("id", "the number of a dead letter"));
        return onItsWay(() -> {
            DeadLetterText text = office.show(id)
                    .orElseThrow(() ->
                            new RefusedException(ControlError.UNKNOWN_KEY, "There is no dead letter " + id + "."));
            ObjectNode json = RpcJson.object();
            write(text.letter(), json);
            json.put("trace", text.trace());
            text.message().ifPresent(message -> write(message, json.putObject("message")));
            return json;
        });
    }

    private static void write(Message message, ObjectNode json) {
        ObjectNode properties = json.putObject("properties");
        message.properties().forEach(properties::put);
        json.put("contentBase64", Base64.getEncoder().encodeToString(message.content()));
    }

    /** Publishes some, or all, once more. {@return how many} */
    CompletableFuture<JsonNode> replay(Params params) throws RpcException {
        boolean all = params.flag("all");
        List<Long> ids = all ? List.of() : params.numbers("ids");
        return onItsWay(() -> RpcJson.object().put("replayed", all ? replayAll() : replay(ids)));
    }

    private int replay(List<Long> ids) throws IOException, RefusedException {
        int replayed = 0;
        for (long id : ids) {
            try {
                office.replay(id);
                replayed++;
            } catch (ReplayException e) {
                throw new RefusedException(
                        e.isUnknown() ? ControlError.UNKNOWN_KEY : ControlError.GENERAL,
                        e.getMessage() + "; " + replayed + " were replayed before it");
            }
        }
        return replayed;
    }

    /** In the order in which they died, so that messages come again in the order in which they were tried. */
    private int replayAll() throws IOException, RefusedException {
        List<DeadLetter> all = office.list(Optional.empty(), Optional.empty(), Long.MAX_VALUE, Integer.MAX_VALUE);
        return replay(all.stream().map(DeadLetter::id).sorted().toList());
    }

    /** Forgets some, all, or those that died long ago. {@return how many} */
    CompletableFuture<JsonNode> purge(Params params) throws RpcException {
        boolean all = params.flag("all");
        OptionalInt age = params.whole("olderThanSeconds", LONGEST_AGE_SECONDS);
        if (!all && age.isEmpty()) {
            List<Long> ids = params.numbers("ids");
            return onItsWay(() -> RpcJson.object().put("purged", office.purge(ids)));
        }
        Instant limit =
                all ? Instant.ofEpochMilli(Long.MAX_VALUE) : Instant.now().minusSeconds(age.getAsInt());
        return onItsWay(() -> RpcJson.object().put("purged", office.purgeOlderThan(limit)));
    }

    /** Not on the server's threads: it waits for the disk. */
    private static CompletableFuture<JsonNode> onItsWay(Callable<JsonNode> work) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return work.call();
            } catch (IOException e) {
                throw new CompletionException(
                        new RefusedException(ControlError.GENERAL, String.valueOf(e.getMessage())));
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }
}
