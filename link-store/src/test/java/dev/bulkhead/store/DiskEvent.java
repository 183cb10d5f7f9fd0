package dev.bulkhead.store;

/** One thing that a process did to its files, or said. */
interface DiskEvent {
    /** It opened a file for writing, which may have made it. */
    record Open(String path) implements DiskEvent {}

    /** It wrote; the bytes are those of {@link #data}. */
    final class Write implements DiskEvent {
        final String path;
        final byte[] data;
        final long at;

        Write(String path, byte[] data, long at) {
            this.path = path;
            this.data = data;
            this.at = at;
        }
    }

    record Truncate(String path, long length) implements DiskEvent {}

    /** The disk confirmed what a file has, or which files a folder has. */
    record Sync(String path) implements DiskEvent {}

    record Unlink(String path) implements DiskEvent {}

    record Rename(String from, String to) implements DiskEvent {}

    /** A line on standard output. */
    record Said(String line) implements DiskEvent {}
}
