package dev.bulkhead.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageTest {
    @Test
    void shouldBeEmptyWithoutPropertiesAndContent() {
        Message message = Message.builder().build();

        assertThat(message.properties()).isEmpty();
        assertThat(message.contentSize()).isZero();
        assertThat(message.content()).isEmpty();
        assertThat(message.text()).isEmpty();
    }

    @Test
    void shouldFindAPropertyByItsKey() {
        Message message = Message.of(Map.of("kind", "cpu"), "");

        assertThat(message.property("kind")).hasValue("cpu");
        assertThat(message.property("host")).isEmpty();
    }

    @Test
    void shouldShareThePropertiesOfAnotherMessage() {
        Message first = Message.of(Map.of("kind", "cpu"), "1");

        assertThat(Message.of(first.properties(), "2").properties()).isSameAs(first.properties());
        assertThat(Message.of(first.properties(), new byte[] {2}).properties()).isSameAs(first.properties());
        assertThat(Message.of(first.properties(), new byte[] {1, 2, 3}, 1, 1))
                .isEqualTo(Message.of(Map.of("kind", "cpu"), new byte[] {2}));
    }

    @Test
    void shouldRefuseAPartThatIsNotThere() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Message.of(Map.of(), new byte[] {1, 2, 3}, 2, 2));
    }

    @Test
    void shouldCopyItsPropertiesAsAFrameHasThem() {
        Message message =
                Message.builder().property("k", "cpu").property("", "ü€😀").build();
        byte[] expected = "k\0cpu\0\0ü€😀\0".getBytes(UTF_8);
        byte[] target = new byte[expected.length + 2];

        assertThat(message.copyProperties(target, 1)).isEqualTo(1 + expected.length);
        assertThat(Arrays.copyOfRange(target, 1, 1 + expected.length)).isEqualTo(expected);
    }

    @Test
    void shouldKeepAPropertyWithEmptyKeyAndValue() {
        Message message = Message.builder().property("", "").build();

        assertThat(message.properties()).containsExactly(entry("", ""));
        assertThat(message.property("")).hasValue("");
    }

    @Test
    void shouldKeepTheOrderOfTheProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("z", "1");
        properties.put("a", "2");
        properties.put("m", "3");

        assertThat(Message.of(properties, "").properties())
                .containsExactly(entry("z", "1"), entry("a", "2"), entry("m", "3"));
        assertThat(Message.of(properties, new byte[0]).properties().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void shouldReadTheContentAsUtf8() {
        assertThat(Message.of(Map.of(), "21 °C \uD83C\uDF21").text()).isEqualTo("21 °C \uD83C\uDF21");
        assertThat(Message.of(Map.of(), "°").content()).containsExactly(0xC2, 0xB0);
        assertThat(Message.of(Map.of(), new byte[] {'a', (byte) 0xFF, 'b'}).text())
                .isEqualTo("a\uFFFDb");
    }

    @Test
    void shouldNotChangeWhenTheBytesThatWereGivenChange() {
        byte[] bytes = {1, 2, 3};
        Message message = Message.of(Map.of(), bytes);
        bytes[0] = 9;

        assertThat(message.content()).containsExactly(1, 2, 3);
    }

    @Test
    void shouldNotChangeWhenThePropertiesThatWereGivenChange() {
        Map<String, String> properties = new LinkedHashMap<>(Map.of("kind", "cpu"));
        Message message = Message.of(properties, "");
        properties.put("kind", "disk");

        assertThat(message.property("kind")).hasValue("cpu");
    }

    @Test
    void shouldNotChangeWhenTheContentThatWasHandedOutChanges() {
        Message message = Message.of(Map.of(), new byte[] {1, 2, 3});
        message.content()[0] = 9;

        assertThat(message.content()).containsExactly(1, 2, 3);
    }

    @Test
    void shouldHandOutAViewThatCannotBeWritten() {
        Message message = Message.of(Map.of(), new byte[] {1, 2, 3});
        ByteBuffer view = message.contentBuffer();

        assertThat(view.isReadOnly()).isTrue();
        assertThat(view.hasArray()).isFalse();
        assertThat(view.remaining()).isEqualTo(3);
        assertThatExceptionOfType(ReadOnlyBufferException.class).isThrownBy(() -> view.put(0, (byte) 9));
    }

    @Test
    void shouldHandOutAViewOfItsOwnToEveryCaller() {
        Message message = Message.of(Map.of(), new byte[] {1, 2, 3});
        message.contentBuffer().get();

        assertThat(message.contentBuffer().remaining()).isEqualTo(3);
    }

    @Test
    void shouldCopyTheContentToWhereItIsTold() {
        byte[] target = {9, 9, 9, 9, 9};
        Message.of(Map.of(), new byte[] {1, 2, 3}).copyContent(target, 1);

        assertThat(target).containsExactly(9, 1, 2, 3, 9);
    }

    @Test
    void shouldShowPropertiesAndSizeButNotTheContent() {
        assertThat(Message.of(Map.of("kind", "cpu"), "secret")).hasToString("Message{kind=cpu} 6 B");
    }

    @Test
    void shouldCarryBytesThatAreNotText() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        assertThat(Message.of(Map.of(), all).content()).isEqualTo(all);
        assertThat(Message.of(Map.of(), "a\0b").content()).isEqualTo("a\0b".getBytes(UTF_8));
    }
}
