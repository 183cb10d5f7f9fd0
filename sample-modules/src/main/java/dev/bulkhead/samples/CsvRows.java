package dev.bulkhead.samples;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.bulkhead.api.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file, as messages. Not thread-safe. */
final class CsvRows implements AutoCloseable {
    private final Layout layout;
    private final CloseableIterator<NamedCsvRecord> records;
    private @Nullable Row next;

    /**
     * What the file is like.
     *
     * @param content the column that becomes the content; null if there is none
     * @param time the column that says when it was; null if there is none
     */
    record Layout(
            Path file,
            char separator,
            @Nullable String content,
            @Nullable String time) {}

    /**
     * A row.
     *
     * @param at when it was; null if nobody knows
     */
    record Row(Message message, @Nullable Instant at) {}

    private CsvRows(Layout layout, CloseableIterator<NamedCsvRecord> records) {
        this.layout = layout;
        this.records = records;
    }

    /**
     * Opens the file.
     *
     * @throws IllegalArgumentException if it has not the columns that it should
     */
    static CsvRows open(Layout layout) throws IOException {
        if (!Files.isRegularFile(layout.file())) {
            throw new IllegalArgumentException("file is " + layout.file() + ", and there is no such file");
        }
        CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                .fieldSeparator(layout.separator())
                .detectBomHeader(true)
                .ofNamedCsvRecord(layout.file());
        CsvRows rows = new CsvRows(layout, reader.iterator());
        try {
            rows.requireColumns();
        } catch (IOException | RuntimeException e) {
            rows.close();
            throw e;
        }
        return rows;
    }

    private void requireColumns() throws IOException {
        if (records.hasNext()) {
            NamedCsvRecord first = records.next();
            requireColumn("content", layout.content(), first.getHeader());
            requireColumn("time", layout.time(), first.getHeader());
            next = row(first);
        }
    }

    private void requireColumn(String argument, @Nullable String name, List<String> header) {
        if (name != null && !header.contains(name)) {
            throw new IllegalArgumentException(argument + " is \"" + name + "\", and " + layout.file()
                    + " has no such column; there are " + String.join(", ", header));
        }
    }

    /** {@return the next row; null behind the last} */
    @Nullable
    Row peek() {
        if (next == null && records.hasNext()) {
            next = row(records.next());
        }
        return next;
    }

    /** Goes to the row behind the next. */
    void next() {
        next = null;
    }

    void skip(long count) {
        for (long i = 0; i < count && peek() != null; i++) {
            next();
        }
    }

    private Row row(NamedCsvRecord from) {
        Message.Builder message = Message.builder();
        List<String> header = from.getHeader();
        for (int i = 0; i < header.size(); i++) {
            String value = from.getField(i);
            if (header.get(i).equals(layout.content())) {
                message.text(value);
            } else {
                message.property(header.get(i), value);
            }
        }
        String time = layout.time();
        return new Row(message.build(), time == null ? null : instant(from.getField(time)));
    }

    private @Nullable Instant instant(String text) {
        try {
            return text.matches("-?[0-9]{1,15}") ? Instant.ofEpochMilli(Long.parseLong(text)) : Instant.parse(text);
        } catch (DateTimeException e) {
            return null; // it comes an interval after the one before
        }
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
