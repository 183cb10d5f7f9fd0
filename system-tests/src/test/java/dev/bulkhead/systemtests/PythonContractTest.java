package dev.bulkhead.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Message;
import dev.bulkhead.testkit.ModuleContract;
import dev.bulkhead.testkit.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/** A program in another language, installed as a package and found by its type, is held to what every author's module is held to. */
class PythonContractTest extends ModuleContract {
    @BeforeAll
    static void needPython() throws Exception {
        PythonPackageTest.needPython();
    }

    @Override
    protected Subject subject() throws Exception {
        return Subject.ofPackage(
                BulkheadProcess.ROOT.resolve("samples-python/moving-average"), "samples/moving-average");
    }

    @Override
    protected String args() {
        return "{ \"window\": 2 }";
    }

    @Override
    protected List<String> badArgs() {
        return List.of("{ \"window\": 0 }", "{ \"widnow\": 2 }");
    }

    @Override
    protected List<Message> samples() {
        return List.of(number("1"), number("3"), number("6"));
    }

    private static Message number(String text) {
        return Message.of(Map.of("kind", "cpu"), text);
    }

    @Override
    protected void verify(List<Message> published) {
        assertThat(published).extracting(Message::text).containsExactly("1", "2", "4.5");
    }
}
