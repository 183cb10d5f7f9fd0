package dev.bulkhead.proxy.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void shouldHave64HexadecimalDigits() {
        assertThat(Tokens.fresh()).matches("[0-9a-f]{64}");
    }

    @Test
    void shouldNotComeTwice() {
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            tokens.add(Tokens.fresh());
        }

        assertThat(tokens).hasSize(1000);
    }
}
