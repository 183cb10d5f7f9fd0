package dev.bulkhead.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bulkhead.broker.DropReason;
import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.proxy.InnerLinks;
import dev.bulkhead.wire.packet.Counts;
import dev.bulkhead.wire.packet.Links;
import dev.bulkhead.wire.packet.ProtocolException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostLinksTest {
    private static final LinkSpec TO_RIGHT = LinkSpec.between("*", "right");

    private final HostLinks host = new HostLinks();
    private final InnerLinks left = host.of("left");
    private final InnerLinks right = host.of("right");

    private Links attach(InnerLinks module) {
        return module.attached().orElseThrow();
    }

    private void withOneLink() {
        host.addInside("left", TO_RIGHT);
    }

    private static Counts counts(Links links, long order, LedgerSnapshot ledger) {
        return new Counts(links.generation(), order, List.of(new Counts.OfLink(0, ledger)));
    }

    private static LedgerSnapshot ledger(long published, long delivered, long queued, long inFlight) {
        return new LedgerSnapshot(published, delivered, queued, inFlight, Map.of());
    }

    private LedgerSnapshot status() {
        assertThat(host.status()).hasSize(1);
        return host.status().get(0).ledger();
    }

    @Test
    void shouldHaveNothingToTellWhereNoLinkIsInside() {
        host.addOutside("left", LinkSpec.between("left", "log"));

        assertThat(left.attached()).isEmpty();
        assertThat(host.status()).isEmpty();
    }

    @Test
    void shouldTellEachModuleAllLinksInsideAndItsOwnOutside() {
        withOneLink();
        host.addOutside("left", LinkSpec.between("*", "log"));

        Links told = attach(left);

        assertThat(told.inside()).containsExactly(LinkSpec.between("left", "right"));
        assertThat(told.outside()).containsExactly(Map.of());
        assertThat(attach(right)).isEqualTo(new Links(told.generation(), told.inside(), List.of()));
    }

    @Test
    void shouldShowTheLinkAsItWasAskedForWithTheLastCounts() throws ProtocolException {
        withOneLink();
        Links told = attach(left);
        left.counted(counts(told, 1, ledger(10, 5, 3, 2)));
        left.counted(counts(told, 2, ledger(20, 20, 0, 0)));

        assertThat(host.status().get(0).source()).isEqualTo("left");
        assertThat(host.status().get(0).spec()).isEqualTo(TO_RIGHT);
        assertThat(status()).isEqualTo(ledger(20, 20, 0, 0));
    }

    @Test
    void shouldLeaveOutWhatAnotherSessionHasOvertaken() throws ProtocolException {
        withOneLink();
        Links told = attach(left);
        attach(right);
        right.counted(counts(told, 2, ledger(20, 20, 0, 0)));
        left.counted(counts(told, 1, ledger(10, 5, 3, 2)));

        assertThat(status()).isEqualTo(ledger(20, 20, 0, 0));
    }

    @Test
    void shouldCountWhatWasInALostHostAndGoOnWithTheNext() throws ProtocolException {
        withOneLink();
        Links first = attach(left);
        left.counted(counts(first, 7, ledger(10, 5, 3, 2)));
        left.left(true);
        assertThat(status()).isEqualTo(new LedgerSnapshot(10, 5, 0, 0, Map.of(DropReason.HOST_LOST, 5L)));

        Links second = attach(left);
        left.counted(counts(second, 1, ledger(3, 1, 1, 1)));
        assertThat(second.generation()).isNotEqualTo(first.generation());
        assertThat(status()).isEqualTo(new LedgerSnapshot(13, 6, 1, 1, Map.of(DropReason.HOST_LOST, 5L)));
    }

    /** The links were others then; it was taken for a host that breaks the protocol. */
    @Test
    void shouldLeaveOutWhatAHostSaysOfLinksThatAreNoMore() throws ProtocolException {
        withOneLink();
        Links told = attach(left);
        host.end();
        left.counted(counts(told, 1, ledger(10, 5, 3, 2)));

        assertThat(host.status()).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatAHostSaysThatWasGivenUp() throws ProtocolException {
        withOneLink();
        Links first = attach(left);
        attach(right);
        left.left(true);
        right.counted(counts(first, 9, ledger(10, 5, 3, 2)));

        assertThat(status()).isEqualTo(ledger(0, 0, 0, 0));
    }

    @Test
    void shouldSettleOnceWhenAllLoseTheSameHost() throws ProtocolException {
        withOneLink();
        Links first = attach(left);
        attach(right);
        left.left(true);
        Links second = attach(left);
        left.counted(counts(second, 1, ledger(3, 1, 1, 1)));
        right.left(true);

        assertThat(second.generation()).isNotEqualTo(first.generation());
        assertThat(attach(right).generation()).isEqualTo(second.generation());
        assertThat(status()).isEqualTo(ledger(3, 1, 1, 1));
    }

    @Test
    void shouldGoOnWhileSomebodyIsLeft() throws ProtocolException {
        withOneLink();
        Links told = attach(left);
        attach(right);
        right.counted(counts(told, 1, ledger(10, 5, 3, 2)));
        left.left(false);
        assertThat(status()).isEqualTo(ledger(10, 5, 3, 2));

        right.left(false);
        assertThat(status().dropped()).isEqualTo(Map.of(DropReason.HOST_LOST, 5L));
    }

    /** Counts that are taken while messages move need not balance; those of a host that is gone must. */
    @ParameterizedTest
    @ValueSource(longs = {5, 9, 10, 11, 30})
    void shouldBalanceWhateverALostHostSaidLast(long published) throws ProtocolException {
        withOneLink();
        Links told = attach(left);
        LedgerSnapshot last = new LedgerSnapshot(published, 5, 3, 1, Map.of(DropReason.RECEIVE_FAILED, 1L));
        left.counted(counts(told, 1, last));
        left.left(true);

        assertThat(status().balances()).isTrue();
        assertThat(status().delivered()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, Integer.MAX_VALUE})
    void shouldRefuseCountsOfLinksThatAreNoneOfTheModule(int index) {
        withOneLink();
        host.addInside("right", LinkSpec.between("right", "other"));
        Links told = attach(left);
        Counts foreign = new Counts(told.generation(), 1, List.of(new Counts.OfLink(index, ledger(1, 1, 0, 0))));

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> left.counted(foreign))
                .withMessage("no link " + index + " inside the host is of left");
    }
}
