package dev.bulkhead.broker;

import dev.bulkhead.api.Module;

/** Takes a member's module from one stage of its life to the next. On the module's thread. */
final class Stages {
    private final Member member;

    Stages(Member member) {
        this.member = member;
    }

    /** Calls {@code create}. */
    void create(Life current, Args args) throws Exception {
        Module created = moduleOf(current);
        if (created instanceof Forwarder forwarder) {
            InFlight fresh = new InFlight();
            current.inFlight(fresh);
            forwarder.attach(new ForwarderPort(member, current, fresh));
        }
        current.publisher().open();
        created.create(
                new MemberContext(member.name(), args, current.publisher(), current.runner(), current.conditions()));
        current.created(created);
    }

    /** Calls {@code start}, and then delivers. What fails ends the life. */
    void start(Life current, DeliveryListener listener) throws Exception {
        Module started = moduleOf(current);
        try {
            started.start();
        } catch (Throwable e) { // user code; whatever it was, the module must be destroyed and the caller must know
            end(current);
            throw e;
        }
        Delivery delivery = new Delivery(started, listener, current.failures(), current.inFlight());
        current.delivery(delivery);
        current.runner().deliverTo(delivery);
        member.markUp(current, delivery);
    }

    /** Delivers what is queued until then, and ends the life. */
    void stop(Life current, long drainUntil) {
        // Periodic work that is due would otherwise end every batch.
        current.runner().schedule().stop();
        current.runner().drainUntil(drainUntil);
        end(current);
    }

    /** Destroys the module if it was created, and lets the thread end. */
    void end(Life ended) {
        member.markDown(ended);
        ended.runner().stopDelivering();
        Module created = ended.takeCreated();
        if (created != null) {
            try {
                created.destroy();
            } catch (Throwable e) { // user code: the module is down all the same
                ended.failures().failed("destroy", e);
            }
        }
        ended.end();
    }

    private Module moduleOf(Life current) {
        Module module = current.module();
        if (module == null) {
            throw new IllegalStateException("module " + member.name() + " has not been instantiated");
        }
        return module;
    }
}
