package dev.bulkhead.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageBuilderTest {
    private final Message.Builder builder = Message.builder();

    @Test
    void shouldRefuseANulInAKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.property("a\0b", "1"))
                .withMessage("the key \"a\\0b\" has a NUL at index 1; a frame ends every text with one");
    }

    @Test
    void shouldRefuseANulInAValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.property("kind", "cpu\0"))
                .withMessage("the value of property \"kind\" has a NUL at index 3; a frame ends every text with one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\uD83C", "x\uDF21", "x\uDF21\uD83C", "x\uD83Cy"})
    void shouldRefuseHalfOfASurrogatePair(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.property("kind", text))
                .withMessage("the value of property \"kind\" has half of a surrogate pair at index 1;"
                        + " it has no UTF-8 form");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.property(text, ""))
                .withMessageContaining("has half of a surrogate pair at index 1");
    }

    @Test
    void shouldRefuseWhatAFrameCannotCarryFromAMapToo() {
        assertThatIllegalArgumentException().isThrownBy(() -> Message.of(Map.of("k", "\0"), ""));
        assertThatIllegalArgumentException().isThrownBy(() -> Message.of(Map.of("\0", "v"), new byte[0]));
    }

    @Test
    void shouldRefuseTheSameKeyTwice() {
        builder.property("kind", "cpu");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.property("kind", "disk"))
                .withMessage("the property \"kind\" is given twice");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 18, 100})
    void shouldRefuseTheSameKeyTwiceHoweverManyThereAre(int properties) {
        for (int i = 0; i < properties; i++) {
            builder.property("key" + i, "" + i);
        }

        for (int i = 0; i < properties; i++) {
            String key = "key" + i;
            assertThatIllegalArgumentException().isThrownBy(() -> builder.property(key, ""));
        }
        assertThat(builder.build().properties()).hasSize(properties);
    }

    @Test
    void shouldGoOnAfterARefusal() {
        builder.property("a", "1");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.property("b", "\0"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.property("a", "2"));
        Message message = builder.property("b", "2").build();

        assertThat(message.properties()).containsExactly(entry("a", "1"), entry("b", "2"));
        assertThat(message.size()).isEqualTo(14 + 8);
    }

    @Test
    void shouldRefuseNull() {
        assertThatNullPointerException().isThrownBy(() -> builder.property(null, "v"));
        assertThatNullPointerException().isThrownBy(() -> builder.property("k", null));
        assertThatNullPointerException().isThrownBy(() -> builder.content(null));
        assertThatNullPointerException().isThrownBy(() -> builder.text(null));
    }

    @Test
    void shouldCopyTheRangeThatIsGiven() {
        byte[] bytes = {1, 2, 3, 4};
        Message message = builder.content(bytes, 1, 2).build();
        bytes[1] = 9;

        assertThat(message.content()).containsExactly(2, 3);
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "4, 1", "5, 0", "-1, 2", "1, -1", "2, 2147483647"})
    void shouldRefuseARangeThatTheBytesDoNotHave(int offset, int length) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> builder.content(new byte[4], offset, length));
    }

    @Test
    void shouldTakeTheLastContentThatWasGiven() {
        assertThat(builder.text("first")
                        .content(new byte[] {1})
                        .text("last")
                        .build()
                        .text())
                .isEqualTo("last");
    }

    @Test
    void shouldNotChangeAMessageThatItHasBuilt() {
        Message first = builder.property("a", "1").text("one").build();
        Message second = builder.property("b", "2").text("two").build();

        assertThat(first).isEqualTo(Message.of(Map.of("a", "1"), "one"));
        assertThat(second).isEqualTo(Message.of(Map.of("a", "1", "b", "2"), "two"));
    }
}
