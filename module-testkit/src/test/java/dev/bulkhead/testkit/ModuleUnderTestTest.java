package dev.bulkhead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.PublishResult;
import dev.bulkhead.broker.DropReason;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BulkheadTest(Tally.class)
class ModuleUnderTestTest {
    @BeforeEach
    void args(ModuleUnderTest tally) {
        tally.args(new Tally.Args(Duration.ofMinutes(1)));
    }

    private static Message number(int number) {
        return Message.of(Map.of(), Integer.toString(number));
    }

    private static String last(ModuleUnderTest tally) throws Exception {
        List<Message> published = tally.published();
        return published.get(published.size() - 1).text();
    }

    @Test
    void shouldKeepWhatIsPublishedInOrder(ModuleUnderTest tally) throws Exception {
        tally.start();
        tally.send(number(1));
        tally.send(number(2));

        assertThat(tally.takePublished()).extracting(Message::text).containsExactly("1", "3");
        tally.send(number(4));
        assertThat(tally.takePublished()).extracting(Message::text).containsExactly("7");
    }

    @Test
    void shouldDoPeriodicWorkWhenTheTestMovesTheClock(ModuleUnderTest tally) throws Exception {
        tally.start();
        assertThat(tally.published()).isEmpty();

        tally.clock().advance(Duration.ofSeconds(150));

        assertThat(tally.published())
                .extracting(message -> message.property("at").orElseThrow())
                .containsExactly("2026-01-31T08:16:00Z", "2026-01-31T08:17:00Z");
        tally.clock().advance(Duration.ofSeconds(29));
        assertThat(tally.published()).hasSize(2);
        tally.clock().advance(Duration.ofSeconds(1));
        assertThat(tally.published()).hasSize(3);
    }

    @Test
    void shouldPassOnWhatCreateThrows(ModuleUnderTest tally) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tally.args("{}").start())
                .withMessage("every is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tally.args("{ \"evry\": \"1s\" }").start())
                .withMessageStartingWith("args/evry: ");
    }

    @Test
    void shouldCountWhatReceiveThrows(ModuleUnderTest tally) throws Exception {
        tally.start();
        tally.send(number(1), Message.of(Map.of(), "two"), number(4));

        assertThat(tally.failures()).singleElement().isInstanceOf(NumberFormatException.class);
        assertThat(tally.inbox().dropped()).containsExactly(entry(DropReason.RECEIVE_FAILED, 1L));
        assertThat(last(tally)).isEqualTo("5");
    }

    @Test
    void shouldCarryStateToANewObject(ModuleUnderTest tally) throws Exception {
        tally.start();
        tally.send(number(40));
        tally.suspend();
        byte[] state = tally.saveState();
        tally.stop();
        tally.startWith(state);
        tally.send(number(2));

        assertThat(last(tally)).isEqualTo("42");
    }

    @Test
    void shouldHoldBackWhatComesWhileItRests(ModuleUnderTest tally) throws Exception {
        tally.start();
        tally.suspend();
        tally.send(number(1));
        tally.clock().advance(Duration.ofHours(1));
        assertThat(tally.published()).isEmpty();

        tally.resume();

        assertThat(last(tally)).isEqualTo("1");
    }

    @Test
    void shouldAnswerAPublishAsTold(ModuleUnderTest tally) throws Exception {
        tally.start();
        tally.faults().publishAnswers(PublishResult.DROPPED);
        tally.send(number(1));
        assertThat(tally.published()).isEmpty();
        assertThat(tally.conditions()).containsEntry("heard", false);

        tally.faults().publishTruly();
        tally.send(number(1));
        assertThat(tally.conditions()).containsEntry("heard", true);
        assertThat(last(tally)).isEqualTo("2");
    }

    @Test
    void shouldMakeItWaitForASlowSink(ModuleUnderTest tally) throws Exception {
        tally.start();
        tally.faults().slowSink(1, Duration.ofMillis(20));
        tally.send(number(1));
        assertThat(tally.conditions()).containsEntry("heard", true);
        tally.send(number(2));
        assertThat(tally.conditions()).as("the second had no room there").containsEntry("heard", false);
        assertThat(last(tally)).as("another sink has it").isEqualTo("3");
    }

    @Test
    void shouldDeliverTwiceAsADurableLinkDoes(ModuleUnderTest tally) throws Exception {
        tally.start();
        tally.faults().deliverTwice(number(5));

        assertThat(tally.inbox().delivered()).isEqualTo(2);
        assertThat(last(tally)).as("the second said that it was one").isEqualTo("5");
    }

    @Test
    void shouldKeepTheOrderOfEachLinkWhenItInterleaves(ModuleUnderTest tally) throws Exception {
        List<Message> small = List.of(number(1), number(2), number(3));
        List<Message> large = List.of(number(100), number(200), number(300));
        tally.start();
        tally.faults().interleave(7, small, large);

        List<String> sums = tally.takePublished().stream().map(Message::text).toList();
        assertThat(sums).hasSize(6).endsWith("606").isNotEqualTo(List.of("1", "3", "6", "106", "306", "606"));
        tally.stop();
        tally.start().faults().interleave(7, small, large);
        assertThat(tally.takePublished())
                .extracting(Message::text)
                .as("the same seed")
                .isEqualTo(sums);
    }

    @Test
    void shouldCountWhatAFullInboxDrops(ModuleUnderTest tally) throws Exception {
        tally.start();
        int dropped = tally.faults().flood(4, Collections.nCopies(10, number(1)));

        assertThat(dropped).isEqualTo(5);
        assertThat(tally.inbox().droppedTotal()).isEqualTo(5);
        assertThat(last(tally)).isEqualTo("5");
    }
}
