package dev.bulkhead.gateway.config;

import java.util.stream.Collectors;

/** Makes the tables of {@code docs/configuration.md} from the description that the loader follows. */
final class ReferenceWriter {
    private static final String BEGIN = "<!-- keys: written by ConfigurationReferenceTest -->\n";
    private static final String END = "<!-- end of keys -->\n";

    private ReferenceWriter() {}

    /** {@return the document with its tables as they should be} */
    static String fillIn(String document) {
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END);
        if (begin < BEGIN.length() || end < begin) {
            throw new IllegalArgumentException("docs/configuration.md has lost its markers " + BEGIN + END);
        }
        return document.substring(0, begin) + tables() + document.substring(end);
    }

    private static String tables() {
        return Keys.ALL.stream().map(ReferenceWriter::table).collect(Collectors.joining());
    }

    private static String table(ObjectSpec spec) {
        String rows = spec.keys().stream().map(ReferenceWriter::row).collect(Collectors.joining());
        return "\n### " + spec.title() + "\n\n| key | value | default | meaning |\n| --- | --- | --- | --- |\n" + rows
                + "\n";
    }

    private static String row(KeySpec key) {
        String fallback = key.fallback() == null ? "" : "`" + key.fallback() + "`";
        return "| `" + key.name() + "` | " + cell(key.type().words()) + " | " + (key.required() ? "required" : fallback)
                + " | " + cell(key.meaning()) + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("*", "\\*");
    }
}
