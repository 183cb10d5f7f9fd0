package dev.bulkhead.systemtests.chaos.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.PublishResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The accounting must be able to fail: each wrong is planted here, and must be found. */
class LaneBookTest {
    private final LaneBook memory = new LaneBook("memory", false, Set.of());
    private final LaneBook durable = new LaneBook("durable", true, Set.of("overflow"));

    private static void publish(LaneBook book, PublishResult result, int... numbers) {
        for (int number : numbers) {
            book.published(number, result);
        }
    }

    private static void accept(LaneBook book, int... numbers) {
        publish(book, PublishResult.ACCEPTED, numbers);
    }

    private static void receive(LaneBook book, int life, int... numbers) {
        for (int number : numbers) {
            book.received(number, life, false, false);
        }
    }

    private static Counts counts(long published, long delivered, Map<String, Long> dropped) {
        return new Counts(published, delivered, 0, 0, dropped);
    }

    private static void settle(LaneBook book, Counts known, Circumstances circumstances) {
        book.settle(known, known, circumstances);
    }

    private static void settle(LaneBook book, long published, long delivered) {
        settle(book, counts(published, delivered, Map.of()), Circumstances.NONE);
    }

    private static List<Wrong> wrongs(LaneBook book) {
        return book.findings().stream().map(Finding::wrong).distinct().toList();
    }

    @Test
    void shouldFindNothingWhereNothingIsWrong() {
        for (LaneBook book : List.of(memory, durable)) {
            accept(book, 1, 2, 3);
            receive(book, 1, 1, 2, 3);
            settle(book, 3, 3);
            assertThat(book.findings()).isEmpty();
            assertThat(book.tally(0)).isEqualTo(new Tally(3, 3, 0, 0, 3, 0, 0, 0, 0, 0));
        }
    }

    @Test
    void shouldFindALostMessageOfADurableLink() {
        accept(durable, 1, 2, 3);
        receive(durable, 1, 1, 3);
        settle(durable, 3, 3);
        assertThat(durable.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.wrong()).isEqualTo(Wrong.LOST);
            assertThat(finding.text()).isEqualTo("1 messages: 2 of 1 to 3; the ledger dropped {}");
        });
    }

    @Test
    void shouldNotExcuseALossOnADurableLinkByAnyFault() {
        accept(durable, 1, 2, 3);
        receive(durable, 1, 1, 3);
        settle(durable, counts(3, 2, Map.of("host-lost", 1L)), new Circumstances(true, true, false));
        assertThat(wrongs(durable)).containsExactly(Wrong.LOST);
    }

    @Test
    void shouldLetADurableLinkDropWhatItsPolicyDropsAndNoMore() {
        accept(durable, 1, 2, 3, 4);
        receive(durable, 1, 3);
        settle(durable, counts(4, 2, Map.of("overflow", 2L)), Circumstances.NONE);
        assertThat(durable.tally(0).counted()).isEqualTo(2);
        assertThat(durable.tally(0).lost()).isEqualTo(1);
    }

    @Test
    void shouldExcuseWhatADamagedStoreCountsAndNoMore() {
        accept(durable, 1, 2, 3);
        receive(durable, 1, 1);
        settle(durable, counts(3, 2, Map.of("store-damaged", 1L)), new Circumstances(true, false, true));
        assertThat(durable.tally(0).counted()).isEqualTo(1);
        assertThat(durable.tally(0).lost()).isEqualTo(1);
    }

    @Test
    void shouldTakeBackALossWhenTheMessageComesLater() {
        accept(durable, 1, 2);
        receive(durable, 1, 1);
        settle(durable, 2, 2);
        assertThat(durable.tally(0).lost()).isEqualTo(1);
        receive(durable, 1, 2);
        settle(durable, 0, 0);
        assertThat(durable.tally(0).lost()).isZero();
    }

    @Test
    void shouldFindALossInMemoryThatNoLedgerCounts() {
        accept(memory, 1, 2, 3);
        receive(memory, 1, 1, 3);
        settle(memory, 3, 3);
        assertThat(wrongs(memory)).containsExactly(Wrong.LEDGER, Wrong.UNCOUNTED);
    }

    @Test
    void shouldExcuseALossInMemoryThatTheLedgerCounts() {
        accept(memory, 1, 2, 3);
        publish(memory, PublishResult.DROPPED, 4);
        receive(memory, 1, 1, 3);
        settle(memory, counts(4, 2, Map.of("host-lost", 1L, "sink-down", 1L)), Circumstances.NONE);
        assertThat(memory.findings()).isEmpty();
        assertThat(memory.tally(0).counted()).isEqualTo(1);
        assertThat(memory.tally(0).refused()).isEqualTo(1);
    }

    @Test
    void shouldPutWhatDiedWithTheGatewayInAColumnOfItsOwn() {
        accept(memory, 1, 2, 3, 4);
        receive(memory, 1, 1, 4);
        memory.settle(Counts.NONE, counts(2, 1, Map.of()), new Circumstances(true, false, false));
        assertThat(memory.findings()).isEmpty();
        assertThat(memory.tally(0).gatewayKilled()).isEqualTo(2);
    }

    @Test
    void shouldExcuseWhatWasOnItsWayOnlyWhenTheSourcesHostDied() {
        accept(memory, 1, 2, 3);
        receive(memory, 1, 1);
        settle(memory, counts(1, 1, Map.of()), new Circumstances(false, true, false));
        assertThat(memory.findings()).isEmpty();
        assertThat(memory.tally(0).sourceLost()).isEqualTo(2);

        accept(memory, 4, 5);
        receive(memory, 1, 4);
        settle(memory, counts(1, 1, Map.of()), Circumstances.NONE);
        assertThat(wrongs(memory)).containsExactly(Wrong.LEDGER, Wrong.UNCOUNTED);
    }

    @Test
    void shouldFindALedgerThatCountsWhatArrivedAsDropped() {
        accept(memory, 1, 2);
        receive(memory, 1, 1, 2);
        settle(memory, counts(2, 1, Map.of("overflow", 1L)), Circumstances.NONE);
        assertThat(wrongs(memory)).containsExactly(Wrong.LEDGER);
    }

    @Test
    void shouldFindALedgerThatSaysMoreWasDeliveredThanArrivedEvenOfAKilledGateway() {
        accept(memory, 1, 2);
        receive(memory, 1, 1);
        settle(memory, counts(2, 2, Map.of()), new Circumstances(true, false, false));
        assertThat(wrongs(memory)).containsExactly(Wrong.LEDGER);
    }

    @Test
    void shouldFindALedgerThatDoesNotBalanceOrIsNotAtRest() {
        accept(durable, 1, 2);
        receive(durable, 1, 1, 2);
        durable.settle(counts(2, 1, Map.of()), counts(2, 1, Map.of()), Circumstances.NONE);
        assertThat(wrongs(durable)).containsExactly(Wrong.LEDGER);

        accept(memory, 1, 2);
        receive(memory, 1, 1, 2);
        memory.settle(new Counts(2, 1, 1, 0, Map.of()), counts(2, 2, Map.of()), Circumstances.NONE);
        assertThat(wrongs(memory)).containsExactly(Wrong.LEDGER);
    }

    @Test
    void shouldFindADuplicateInMemory() {
        accept(memory, 1, 2);
        receive(memory, 1, 1, 2);
        receive(memory, 2, 2);
        settle(memory, 2, 3);
        assertThat(wrongs(memory)).contains(Wrong.DUPLICATE);
        assertThat(memory.tally(0).duplicates()).isEqualTo(1);
    }

    @Test
    void shouldCountAMarkedDuplicateOfADurableLinkAndFindNothingWrong() {
        accept(durable, 1, 2);
        receive(durable, 1, 1, 2);
        durable.received(2, 2, true, false);
        settle(durable, 2, 2);
        assertThat(durable.findings()).isEmpty();
        assertThat(durable.tally(0).duplicates()).isEqualTo(1);
        assertThat(durable.tally(0).delivered()).isEqualTo(2);
    }

    @Test
    void shouldFindADuplicateWithoutAMark() {
        accept(durable, 1, 2);
        receive(durable, 1, 1, 2);
        receive(durable, 2, 2);
        settle(durable, 2, 2);
        assertThat(wrongs(durable)).containsExactly(Wrong.UNMARKED);
    }

    @Test
    void shouldFindADuplicateInOneLifeOfTheSink() {
        accept(durable, 1, 2);
        receive(durable, 1, 1, 2);
        durable.received(2, 1, true, false);
        settle(durable, 2, 2);
        assertThat(wrongs(durable)).containsExactly(Wrong.DUPLICATE_IN_ONE_LIFE);
    }

    @Test
    void shouldFindASwappedOrderButNotInWhatComesAgain() {
        accept(durable, 1, 2, 3, 4);
        receive(durable, 1, 1, 2, 3);
        durable.received(2, 2, true, false);
        durable.received(3, 2, true, false);
        receive(durable, 2, 4);
        settle(durable, 4, 4);
        assertThat(durable.findings()).isEmpty();

        accept(memory, 1, 2, 3);
        receive(memory, 1, 1, 3, 2);
        settle(memory, 3, 3);
        assertThat(wrongs(memory)).containsExactly(Wrong.ORDER);
    }

    @Test
    void shouldFindWhatNobodyPublished() {
        accept(memory, 1, 2);
        receive(memory, 1, 1, 2, 4);
        settle(memory, 2, 2);
        assertThat(wrongs(memory)).contains(Wrong.NEVER_PUBLISHED);
    }

    @Test
    void shouldLetANumberInDoubtArriveOrNot() {
        accept(memory, 1, 2, 4);
        receive(memory, 1, 1, 2, 3, 4);
        settle(memory, 4, 4);
        accept(memory, 6);
        receive(memory, 1, 6);
        settle(memory, 1, 1);
        assertThat(memory.findings()).isEmpty();
        assertThat(memory.tally(0).inDoubt()).isEqualTo(1);
        assertThat(memory.tally(1).inDoubt()).isEqualTo(1);
    }

    @Test
    void shouldFindWhatArrivedThoughItsSourceWasToldOtherwise() {
        publish(durable, PublishResult.DROPPED, 1);
        receive(durable, 1, 1);
        settle(durable, 1, 1);
        assertThat(wrongs(durable)).containsExactly(Wrong.REFUSED_BUT_DELIVERED);
    }

    @Test
    void shouldCountWhatTheStoreSaidItHadToCut() {
        accept(durable, 1, 2, 3);
        receive(durable, 1, 1, 2);
        settle(durable, counts(2, 2, Map.of()), new Circumstances(true, true, true, true));
        assertThat(durable.tally(0).lost()).isZero();
        assertThat(durable.tally(0).counted()).isEqualTo(1);
    }

    @Test
    void shouldExcuseASourceThatCouldNotKnow() {
        publish(durable, PublishResult.DROPPED, 1);
        receive(durable, 1, 1);
        settle(durable, counts(1, 1, Map.of()), new Circumstances(true, true, false));
        assertThat(wrongs(durable)).isEmpty();
    }

    @Test
    void shouldFindDamagedBytes() {
        accept(durable, 1);
        durable.received(1, 1, false, true);
        settle(durable, 1, 1);
        assertThat(wrongs(durable)).containsExactly(Wrong.DAMAGED);
    }

    @Test
    void shouldFindADurableLedgerThatForgets() {
        accept(durable, 1, 2, 3);
        receive(durable, 1, 1, 2, 3);
        settle(durable, counts(2, 2, Map.of()), new Circumstances(true, false, false));
        assertThat(wrongs(durable)).containsExactly(Wrong.LEDGER);
    }

    @Test
    void shouldSayOfManyLikeThingsHowManyThereAre() {
        accept(memory, 1, 2, 3);
        receive(memory, 1, 3, 2, 1);
        settle(memory, 3, 3);
        assertThat(memory.findings())
                .containsExactly(new Finding(
                        Wrong.ORDER, 0, "memory", "the number 2 arrived for the first time behind 3 (and 1 like it)"));
    }
}
