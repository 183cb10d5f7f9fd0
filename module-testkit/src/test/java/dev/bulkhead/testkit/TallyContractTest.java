package dev.bulkhead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Message;
import java.util.List;
import java.util.Map;

/** A good module passes. */
class TallyContractTest extends ModuleContract {
    @Override
    protected Subject subject() throws Exception {
        return Subject.of(Tally.class);
    }

    @Override
    protected String args() {
        return "{ \"every\": \"1m\" }";
    }

    @Override
    protected List<String> badArgs() {
        return List.of("{}", "{ \"evry\": \"1s\" }", "{ \"every\": \"often\" }");
    }

    @Override
    protected List<Message> samples() {
        return List.of(Message.of(Map.of(), "1"), Message.of(Map.of(), "2"), Message.of(Map.of(), "39"));
    }

    @Override
    protected void verify(List<Message> published) {
        assertThat(published).isNotEmpty();
        assertThat(published.get(published.size() - 1).text()).isEqualTo("42");
    }

    @Override
    protected List<?> essence(List<Message> published) {
        return List.of(published.get(published.size() - 1).text());
    }

    @Override
    protected boolean ignoresRedelivered() {
        return true;
    }
}
