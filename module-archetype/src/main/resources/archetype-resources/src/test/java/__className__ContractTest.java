package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Message;
import dev.bulkhead.testkit.ModuleContract;
import dev.bulkhead.testkit.Subject;
import java.util.List;
import java.util.Map;

/** Whether the module is good wherever it runs. */
class ${className}ContractTest extends ModuleContract {
    @Override
    protected Subject subject() throws Exception {
        return Subject.of(${className}.class);
    }

    @Override
    protected String args() {
        return "{ \"weight\": 0.5 }";
    }

    @Override
    protected List<String> badArgs() {
        return List.of("{}", "{ \"weight\": 2 }", "{ \"wieght\": 0.5 }");
    }

    @Override
    protected List<Message> samples() {
        return List.of(Message.of(Map.of(), "1"), Message.of(Map.of(), "0"));
    }

    @Override
    protected void verify(List<Message> published) {
        assertThat(published).extracting(Message::text).containsExactly("1.000", "0.500");
    }
}
