package dev.bulkhead.gateway.config;

/**
 * Something wrong in a configuration.
 *
 * @param file the file, as it was named
 * @param line the line, from 1
 * @param column the column, from 1
 * @param pointer the JSON pointer; empty for the whole file
 * @param text what is wrong, and what to do about it
 */
public record ConfigProblem(String file, int line, int column, String pointer, String text) {

    /** {@return FILE:LINE:COLUMN POINTER: TEXT} */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + (pointer.isEmpty() ? "" : " " + pointer) + ": " + text;
    }
}
