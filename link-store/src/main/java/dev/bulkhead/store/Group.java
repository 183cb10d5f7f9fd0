package dev.bulkhead.store;

/**
 * The messages of one link that were written at once: a row.
 *
 * @param first the number of the first
 * @param last the number of the last
 * @param count how many they are
 * @param bytes what they take as frames
 * @param before how many messages the link had before them, since it began: tells what is missing when rows are
 * @param records one behind the other, as {@link Records} draws them
 */
record Group(long first, long last, int count, long bytes, long before, byte[] records) {}
