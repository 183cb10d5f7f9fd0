package dev.bulkhead.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds the table in {@code docs/lifecycle.md} against the code. */
class LifecycleDocumentTest {
    private static final Path PAGE = Path.of("../docs/lifecycle.md");

    private static List<List<String>> table() throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf("<!-- transitions"), page.indexOf("<!-- end of transitions"));
        return table.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
                .map(line -> Arrays.stream(line.substring(2).split("\\|"))
                        .map(cell -> cell.strip().replaceFirst(" \\(\\d\\)$", ""))
                        .toList())
                .toList();
    }

    private static String cell(ModuleState state, Request request) {
        return switch (Transitions.of(state, request)) {
            case NOTHING_TO_DO -> "nothing to do";
            case ILLEGAL_STATE -> "ILLEGAL_STATE";
            case IN_PROGRESS -> "INPROGRESS";
            case NOT_ACTIVE -> "UNAVAILABLE";
            case HIBERNATED -> "HIBERNATED";
            case DONE -> "→ " + goal(request);
        };
    }

    private static String goal(Request request) {
        return switch (request) {
            case ACTIVATE -> "Activated";
            case DEACTIVATE -> "Deactivated";
            case UNAVAILABLE -> "Unavailable";
            case SUSPEND -> "Suspended";
            case RESUME -> "Resumed";
            case HIBERNATE -> "Hibernated";
            case DESTROY -> "Destroyed";
        };
    }

    @Test
    void shouldSayInThePageWhatTheCodeDoes() throws IOException {
        List<List<String>> table = table();
        List<String> requests = table.get(0).subList(1, table.get(0).size());
        Map<String, String> written = new TreeMap<>();
        for (List<String> row : table.subList(1, table.size())) {
            for (int i = 0; i < requests.size(); i++) {
                written.put(row.get(0) + " " + requests.get(i), row.get(i + 1));
            }
        }

        Map<String, String> done = new TreeMap<>();
        for (ModuleState state : ModuleState.values()) {
            for (Request request : Request.values()) {
                done.put(state.title() + " " + request.label(), cell(state, request));
            }
        }

        assertThat(written).isEqualTo(done);
    }
}
