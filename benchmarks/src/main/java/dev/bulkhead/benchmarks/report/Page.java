package dev.bulkhead.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page with the results: prose, and between two markers what a run writes. */
public final class Page {
    private static final String BEGIN = "<!-- results: written by script/bench -->";
    private static final String END = "<!-- end of results -->";

    private Page() {}

    /** Puts results in place of those that are on the page. */
    public static void write(Path file, String results) throws IOException {
        Files.writeString(file, replace(Files.readString(file), results));
    }

    static String replace(String page, String results) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page needs the lines " + BEGIN + " and " + END);
        }
        return page.substring(0, begin + BEGIN.length()) + "\n\n" + results.strip() + "\n\n" + page.substring(end);
    }
}
