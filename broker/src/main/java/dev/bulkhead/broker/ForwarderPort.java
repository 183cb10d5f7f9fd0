package dev.bulkhead.broker;

/** What a {@link Forwarder} can do beyond a {@code ModuleContext}. All of it may be called from any thread. */
public final class ForwarderPort {
    private final Member member;
    private final Life life;
    private final InFlight inFlight;

    ForwarderPort(Member member, Life life, InFlight inFlight) {
        this.member = member;
        this.life = life;
        this.inFlight = inFlight;
    }

    /**
     * {@return a way to publish for one thread that must not wait long}
     *
     * @param marks by how many bytes messages may be larger than others, because of what was added to them on the way
     */
    public Feed feed(int marks) {
        return life.publisher().feed(marks);
    }

    /**
     * Tells what a message failed with, before it is settled as failed. What the newest few failed with is kept until then.
     *
     * @param number its number, as in {@link #processed}
     * @throws IllegalArgumentException if {@code receive} has not taken that message yet
     */
    public void failed(long number, Failure what) {
        inFlight.failed(number, what);
    }

    /** {@return whether messages that {@code receive} took are not settled} */
    public boolean isAnyUnsettled() {
        return inFlight.isAnyUnsettled();
    }

    /**
     * Settles messages. They are numbered from 1 in the order in which {@code receive} took them.
     *
     * @param upTo the number of the newest message that has been processed; a number below an earlier one changes nothing
     * @param failed the numbers of those for which {@code receive} threw, in ascending order; others count as delivered
     * @throws IllegalArgumentException if {@code upTo} is the number of a message that {@code receive} has not taken yet
     */
    public void processed(long upTo, long[] failed) {
        inFlight.settle(upTo, failed);
    }

    /**
     * Says of a condition of the module whether it holds, as {@code ModuleContext.condition} does.
     *
     * @throws IllegalArgumentException if the name is none, or one too many
     */
    public void condition(String name, boolean holds) {
        life.conditions().say(name, holds);
    }

    /** Leaves messages in their queues from now on, because there is nobody to hand them on to. */
    public void down() {
        member.markDown(life);
    }

    /** Runs something on the module's thread, between two batches. */
    public void execute(Runnable work) {
        life.runner().execute(work);
    }
}
