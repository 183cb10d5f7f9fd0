package dev.bulkhead.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The parts of {@code PROTOCOL.md} that a program can read: its tables, and its blocks of hex. */
final class ProtocolDocument {
    private static final Path FILE = Path.of("PROTOCOL.md");

    private final List<String> lines;

    ProtocolDocument() {
        try {
            lines = Files.readAllLines(FILE, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("PROTOCOL.md belongs into the folder of the module wire", e);
        }
    }

    /**
     * One block of hex: a request or a reply.
     *
     * @param title its first line, without the semicolon
     * @param hex what it is, without blanks
     */
    record HexBlock(String title, String hex) {
        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        boolean isFromHost() {
            return title.contains("host to gateway");
        }

        /** {@return the packets that the title names} */
        List<String> packets() {
            return List.of(title.substring(title.indexOf(": ") + 2).split(" ", -1));
        }
    }

    /** {@return the rows of the table that has these first columns, by the names of its columns} */
    List<Map<String, String>> table(String... firstColumns) {
        String start = "| " + String.join(" | ", firstColumns) + " |";
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(start)) {
                found.add(i);
            }
        }
        assertThat(found)
                .as("lines of PROTOCOL.md that begin with \"%s\"; exactly one table must", start)
                .hasSize(1);
        int header = found.get(0);
        List<String> columns = cells(lines.get(header));
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = header + 2; i < lines.size() && lines.get(i).startsWith("|"); i++) {
            rows.add(row(columns, cells(lines.get(i)), i + 1));
        }
        return rows;
    }

    private static Map<String, String> row(List<String> columns, List<String> cells, int line) {
        assertThat(cells).as("cells in line %d of PROTOCOL.md", line).hasSameSizeAs(columns);
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), cells.get(i));
        }
        return row;
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    /** {@return the blocks of hex, in order} */
    List<HexBlock> hexBlocks() {
        List<HexBlock> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals("```hex")) {
                int end = i + 1;
                StringBuilder hex = new StringBuilder();
                while (!lines.get(end).equals("```")) {
                    hex.append(lines.get(end).replaceFirst(";.*", "").replace(" ", ""));
                    end++;
                }
                String title = lines.get(i + 1).replaceFirst("^; *", "");
                blocks.add(new HexBlock(title, hex.toString()));
            }
        }
        return blocks;
    }

    /** {@return all lines} */
    List<String> lines() {
        return lines;
    }
}
