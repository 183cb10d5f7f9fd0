package dev.bulkhead.systemtests.chaos.world;

/** One way of messages: from a source here to a sink there over a link of some kind, with numbers of its own. */
public record Lane(Place source, Place sink, LinkKind kind) {

    /** {@return the name, which is also the property that the link matches} */
    public String name() {
        return source.label() + "." + sink.label() + "." + kind.label();
    }

    public String sourceModule() {
        return "source-" + source.label();
    }

    public String sinkModule() {
        return "sink-" + sink.label();
    }
}
