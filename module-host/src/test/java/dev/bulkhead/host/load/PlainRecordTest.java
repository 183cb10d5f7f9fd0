package dev.bulkhead.host.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainRecordTest {
    record Args(
            String name,
            int count,
            Integer least,
            long bytes,
            Long most,
            double weight,
            Double limit,
            boolean on,
            Boolean off,
            Duration every,
            List<String> disks,
            List<List<Integer>> ranges) {}

    record Small(short number, float part, char sign) {}

    enum Colour {
        RED
    }

    record Rich(Colour colour, Args inner) {}

    static final class Bean {
        public String name = "";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"\",\"count\":-1,\"least\":2147483647,\"bytes\":-9223372036854775808,\"most\":0}",
                "{\"weight\":1,\"limit\":-1.5e-3,\"on\":true,\"off\":false,\"every\":\"5m\"}",
                "{\"disks\":[],\"ranges\":[[],[1,-2]]}",
                "{\"disks\":[\"/\",\"gr\\u00f6\\u00dfe\"],\"limit\":12345678901234567890}",
                " {\"name\" : \"a\" } "
            })
    void shouldBindAsJacksonDoes(String json) {
        assertThat(PlainRecord.bind(json, Args.class)).hasValue(new JacksonBinding(json).bind(Args.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"name\":1}",
                "{\"name\":null}",
                "{\"count\":1.0}",
                "{\"count\":2147483648}",
                "{\"count\":\"1\"}",
                "{\"count\":null}",
                "{\"bytes\":9223372036854775808}",
                "{\"weight\":\"1\"}",
                "{\"weight\":NaN}",
                "{\"on\":1}",
                "{\"every\":\"soon\"}",
                "{\"every\":5}",
                "{\"disks\":\"/\"}",
                "{\"disks\":[null]}",
                "{\"disks\":[\"/\"",
                "{\"nmae\":\"a\"}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{} x"
            })
    void shouldLeaveToJacksonWhatDoesNotFit(String json) {
        assertThat(PlainRecord.bind(json, Args.class)).isEmpty();
    }

    @Test
    void shouldLeaveToJacksonWhatIsNotPlain() {
        assertThat(PlainRecord.bind("{\"colour\":\"RED\"}", Rich.class)).isEmpty();
        assertThat(PlainRecord.bind("{\"inner\":{}}", Rich.class)).isEmpty();
        assertThat(PlainRecord.bind("{\"name\":\"a\"}", Bean.class)).isEmpty();
        assertThat(PlainRecord.bind("{\"number\":1}", Small.class)).isEmpty();
    }

    @Test
    void shouldBeNothingWhereNothingIsGiven() {
        assertThat(PlainRecord.bind("{}", Small.class)).hasValue(new Small((short) 0, 0f, '\0'));
        assertThat(PlainRecord.bind("{}", Rich.class)).hasValue(new Rich(null, null));
    }
}
