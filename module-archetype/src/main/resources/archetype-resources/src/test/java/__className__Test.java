package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Message;
import dev.bulkhead.testkit.BulkheadTest;
import dev.bulkhead.testkit.ModuleUnderTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the module does with each message, in simulated surroundings. */
@BulkheadTest(${className}.class)
class ${className}Test {
    @Test
    void shouldFollowSlowly(ModuleUnderTest module) throws Exception {
        module.args("{ \"weight\": 0.5 }").start();
        module.send(Message.of(Map.of(), "1"), Message.of(Map.of(), "0"));
        assertThat(module.published()).extracting(Message::text).containsExactly("1.000", "0.500");
    }
}
