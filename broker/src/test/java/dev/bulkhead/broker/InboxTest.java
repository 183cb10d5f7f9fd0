package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InboxTest {
    private final Inbox inbox = new Inbox();
    private final Link link = new Link(LinkSpec.between("a", "b"), "a", () -> {});
    private final Probe module = new Probe();
    private final Delivery delivery = deliveryTo(module);

    InboxTest() {
        inbox.add(link);
    }

    private static Delivery deliveryTo(Probe module) {
        return new Delivery(module, DeliveryListener.NONE, new FailureLog("b"), null);
    }

    @Test
    void shouldHandOutNothingWhileItIsClosed() {
        link.publish(Messages.number(1), null);

        assertThat(inbox.isOpen()).isFalse();
        assertThat(inbox.isEmptyFor(delivery)).isTrue();
        assertThat(inbox.round(delivery)).isZero();
        assertThat(link.isEmpty()).isFalse();
    }

    @Test
    void shouldHandOutAtMostATurnARound() {
        inbox.open(delivery);
        Messages.upTo(Inbox.TURN + 1).forEach(message -> link.publish(message, null));

        assertThat(inbox.isEmptyFor(delivery)).isFalse();
        assertThat(inbox.round(delivery)).isEqualTo(Inbox.TURN);
        assertThat(inbox.round(delivery)).isEqualTo(1);
        assertThat(inbox.round(delivery)).isZero();
        assertThat(inbox.isEmptyFor(delivery)).isTrue();
        assertThat(module.numbers()).hasSize(Inbox.TURN + 1).isSorted();
    }

    @Test
    void shouldHandOutOneARoundWhenItIsToldSoUntilItIsOpenedAnew() {
        inbox.open(delivery);
        Runner runner = new Runner("b", inbox, new FailureLog("b"), new WorkCounts(), Time.SYSTEM);
        inbox.paced(runner);
        inbox.takeSingly(runner);
        Messages.upTo(5).forEach(message -> link.publish(message, null));

        assertThat(inbox.round(delivery)).isEqualTo(1);
        inbox.open(delivery);
        assertThat(inbox.round(delivery)).isEqualTo(4);
    }

    @Test
    void shouldHandOutNothingToADeliveryOfAnEarlierLife() {
        Probe stale = new Probe();
        Delivery earlier = deliveryTo(stale);
        inbox.open(earlier);
        inbox.open(delivery);
        Messages.upTo(3).forEach(message -> link.publish(message, null));

        assertThat(inbox.isEmptyFor(earlier)).isTrue();
        assertThat(inbox.round(earlier)).isZero();
        assertThat(inbox.round(delivery)).isEqualTo(3);
        assertThat(stale.received()).isEmpty();
    }

    @Test
    void shouldCloseInTheMiddleOfATurn() {
        module.onReceive(message -> {
            if (Messages.number(message) == 2) {
                inbox.close();
            }
        });
        inbox.open(delivery);
        Messages.upTo(5).forEach(message -> link.publish(message, null));

        assertThat(inbox.round(delivery)).isEqualTo(2);
        assertThat(link.ledger().queued()).isEqualTo(3);
    }
}
