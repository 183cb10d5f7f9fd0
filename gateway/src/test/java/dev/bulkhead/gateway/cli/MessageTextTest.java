package dev.bulkhead.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bulkhead.gateway.cli.MessageText.BadLineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
    private static final String EMPTY_FRAME = "a160" + "0000000e" + "00000000" + "00000000";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a1600000000e0000000000000000                         | {"properties":{},"contentBase64":""}
            A1600000000E0000000000000000                         | {"properties":{},"contentBase64":""}
            a1600000000f000000000000000133                       | {"properties":{},"contentBase64":"Mw=="}
            a16000000017000000016b696e6400637075000000000133     | {"properties":{"kind":"cpu"},"contentBase64":"Mw=="}
            a160000000180000000200610062000000000000             | {"properties":{"":"a","b":""},"contentBase64":""}
            a16000000016000000016b00c3b6f09f98800000000000       | {"properties":{"k":"ö😀"},"contentBase64":""}
            a1600000001500000001220a000d000000000200ff           | {"properties":{"\\"\\n":"\\r"},"contentBase64":"AP8="}
            """)
    void shouldDecode(String hex, String json) throws BadLineException {
        // So that the sizes in the table need no counting.
        String sized = hex.substring(0, 4) + String.format("%08x", hex.length() / 2) + hex.substring(12);
        assertThat(MessageText.decode(sized)).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"properties\":{},\"contentBase64\":\"\"}",
                "{\"properties\":{\"kind\":\"cpu\"},\"contentBase64\":\"Mw==\"}",
                "{\"properties\":{\"z\":\"1\",\"a\":\"2\",\"m\":\"\"},\"contentBase64\":\"AP8=\"}",
                "{\"properties\":{\"größe\":\"😀\",\"\":\"empty\"},\"contentBase64\":\"\"}",
                "{\"properties\":{\"quote\":\"\\\"\\\\\\n\\u0001\"},\"contentBase64\":\"+/+/\"}"
            })
    void shouldEncodeWhatItDecodes(String json) throws BadLineException {
        assertThat(MessageText.decode(MessageText.encode(json))).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"properties\":{}}",
                "{\"contentBase64\":\"\"}",
                " { \"contentBase64\" : \"\" , \"properties\" : { } } "
            })
    void shouldTakeForEmptyWhatIsNotThere(String json) throws BadLineException {
        assertThat(MessageText.encode(json)).isEqualTo(EMPTY_FRAME);
    }

    @Test
    void shouldTakeBase64WithoutItsPadding() throws BadLineException {
        assertThat(MessageText.encode("{\"contentBase64\":\"Mw\"}"))
                .isEqualTo(MessageText.encode("{\"contentBase64\":\"Mw==\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                   | at offset 0: the frame has 0 bytes, the smallest has 14
            a160                                 | at offset 0: the frame has 2 bytes, the smallest has 14
            a                                    | the line is not hexadecimal: an even number of the digits 0-9 a-f is expected, and nothing else
            xy                                   | the line is not hexadecimal: an even number of the digits 0-9 a-f is expected, and nothing else
            a1 60                                | the line is not hexadecimal: an even number of the digits 0-9 a-f is expected, and nothing else
            0xa160                               | the line is not hexadecimal: an even number of the digits 0-9 a-f is expected, and nothing else
            a1610000000e0000000000000000         | at offset 0: the magic is a161, it must be a160
            a1600000000f0000000000000000         | at offset 2: the frame says that it has 15 bytes, but it has 14
            a1600000000effffffff00000000         | at offset 6: the property count is -1, allowed are 0 to 2147483646
            a1600000000e7fffffff00000000         | at offset 6: the property count is 2147483647, allowed are 0 to 2147483646
            a1600000000e7ffffffe61626364         | at offset 10: the key of property 0 has no NUL at its end
            a1600000000e0000000161006263         | at offset 12: the value of property 0 has no NUL at its end
            a1600000000e00000001610062ff         | at offset 12: the value of property 0 has no NUL at its end
            a1600000000e0000000161006200         | at offset 14: the content size needs 4 bytes, 0 are left
            a1600000000e0000000000000001         | at offset 10: the content size is 1, but 0 bytes follow
            a1600000000e00000000ffffffff         | at offset 10: the content size is -1, but 0 bytes follow
            a1600000001200000001ff00620000000000 | at offset 10: the key of property 0 is not UTF-8
            """)
    void shouldSayWhyALineIsNoFrame(String hex, String error) {
        assertThatExceptionOfType(BadLineException.class)
                .isThrownBy(() -> MessageText.decode(hex))
                .withMessage(error);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                    | the line is no JSON object; expected {"properties":{...},"contentBase64":"..."}
            []                                    | the line is no JSON object; expected {"properties":{...},"contentBase64":"..."}
            "text"                                | the line is no JSON object; expected {"properties":{...},"contentBase64":"..."}
            null                                  | the line is no JSON object; expected {"properties":{...},"contentBase64":"..."}
            {"content":""}                        | /content: there is no such key; allowed are properties, contentBase64
            {"Properties":{}}                     | /Properties: there is no such key; allowed are properties, contentBase64
            {"properties":[]}                     | /properties: must be an object
            {"properties":null}                   | /properties: must be an object
            {"properties":"kind=cpu"}             | /properties: must be an object
            {"properties":{"a":1}}                | /properties/a: must be a string
            {"properties":{"a":null}}             | /properties/a: must be a string
            {"properties":{"a":{"b":"c"}}}        | /properties/a: must be a string
            {"contentBase64":1}                   | /contentBase64: must be a string
            {"contentBase64":null}                | /contentBase64: must be a string
            {"contentBase64":"M*=="}              | /contentBase64: Illegal base64 character 2a
            {"contentBase64":"M"}                 | /contentBase64: Input byte[] should at least have 2 bytes for base64 bytes
            """)
    void shouldSayWhyALineIsNoMessage(String json, String error) {
        assertThatExceptionOfType(BadLineException.class)
                .isThrownBy(() -> MessageText.encode(json))
                .withMessage(error);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                     | at column 2: Unexpected end-of-input
            {"a"}                                 | at column 5: Unexpected character ('}'
            {"properties":{},"properties":{}}     | at column 30: Duplicate field 'properties'
            {"properties":{"a":"1","a":"2"}}      | at column 27: Duplicate field 'a'
            {} {}                                 | at column 4: Trailing token
            {'a':1}                               | at column 2: Unexpected character ('''
            {"properties":{"a\\u0000":"b"}}       | /properties:
            {"properties":{"a":"\\ud800"}}        | /properties:
            """)
    void shouldSayWhereALineIsNoJson(String json, String error) {
        assertThatExceptionOfType(BadLineException.class)
                .isThrownBy(() -> MessageText.encode(json))
                .withMessageStartingWith(error);
    }

    @Test
    void shouldNotGoDeeperThanItsStackCould() {
        assertThatExceptionOfType(BadLineException.class)
                .isThrownBy(() -> MessageText.encode("{\"properties\":" + "[".repeat(100_000)))
                .withMessageStartingWith("at column ");
    }

    @Test
    void shouldWriteAnErrorAsJson() {
        assertThat(new BadLineException("a \"key\"\nis wrong").asJson())
                .isEqualTo("{\"error\":\"a \\\"key\\\"\\nis wrong\"}");
    }
}
