package dev.bulkhead.proxy.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;

class IdentityTest {
    @Test
    void shouldHaveTheGroupsOfItsUser() throws Exception {
        assertThat(new Identity("root", null).command())
                .containsExactly("setpriv", "--no-new-privs", "--reuid", "root", "--init-groups", "--regid", "0");
    }

    @Test
    void shouldTakeANumberThatNoNameBelongsTo() throws Exception {
        assertThat(new Identity("1345678901", null).command())
                .containsSequence("--reuid", "1345678901", "--clear-groups", "--regid", "1345678901");
        assertThat(new Identity("1345678901", "7").command()).containsSequence("--regid", "7");
    }

    @Test
    void shouldRefuseANameThatThereIsNot() {
        assertThatIOException()
                .isThrownBy(() -> new Identity("nosuchuser", "root").command())
                .withMessageContaining("user \"nosuchuser\"");
    }

    @Test
    void shouldSayWhoItIs() {
        assertThat(new Identity("edge", "dialout")).hasToString("user \"edge\" and group \"dialout\"");
        assertThat(new Identity(null, "dialout")).hasToString("group \"dialout\"");
    }
}
