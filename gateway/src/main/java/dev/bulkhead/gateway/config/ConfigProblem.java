package dev.bulkhead.gateway.config;

/**
 * Something wrong in a configuration.
 *
 * @param file the file, as it was named; of what an application says in code the call
 * @param line the line, from 1; 0 where there is no file
 * @param column the column, from 1; 0 where there is no file
 * @param pointer the JSON pointer; empty for the whole file
 * @param text what is wrong, and what to do about it
 */
public record ConfigProblem(String file, int line, int column, String pointer, String text) {

    /** {@return FILE:LINE:COLUMN POINTER: TEXT, or CALL POINTER: TEXT} */
    @Override
    public String toString() {
        return file + (line == 0 ? "" : ":" + line + ":" + column) + (pointer.isEmpty() ? "" : " " + pointer) + ": "
                + text;
    }
}
