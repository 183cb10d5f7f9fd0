package dev.bulkhead.broker;

/** The arguments of a module, as its context hands them out. */
public interface Args {
    /** {@return a new object of this type, made from the arguments} */
    <T> T bind(Class<T> type);

    /** {@return the arguments as JSON text} */
    String json();
}
