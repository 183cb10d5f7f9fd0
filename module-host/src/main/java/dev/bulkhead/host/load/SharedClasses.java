package dev.bulkhead.host.load;

/**
 * What a module in a jar of its own shares with whoever runs it: the JDK, the module API and the logging API. Nothing else, so
 * that it can bring other versions of libraries than Bulkhead's, and finds the same classes in the gateway as in a host.
 */
final class SharedClasses extends ClassLoader {
    private static final String[] SHARED = {"dev.bulkhead.api.", "org.slf4j."};

    private final ClassLoader ours = SharedClasses.class.getClassLoader();

    SharedClasses() {
        super("shared", ClassLoader.getPlatformClassLoader());
    }

    /** Asked for what the JDK does not have. */
    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        for (String prefix : SHARED) {
            if (name.startsWith(prefix)) {
                return ours.loadClass(name);
            }
        }
        throw new ClassNotFoundException(name);
    }
}
