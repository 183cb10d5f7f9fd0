package dev.bulkhead.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtoParcelTest {
    @Test
    void shouldReadWhatItWrote() throws IOException {
        ProtoParcel parcel = new ProtoParcel(Map.of("kind", "temp", "unit", "°C"), ByteString.copyFromUtf8("21.5"));

        assertThat(ProtoParcel.decode(parcel.encode())).isEqualTo(parcel);
    }

    @Test
    void shouldBeOnTheWireWhatTheFormatSays() throws IOException {
        ProtoParcel parcel = new ProtoParcel(Map.of("k", "v"), ByteString.copyFromUtf8("c"));

        assertThat(parcel.encode()).asHexString().isEqualTo("0A060A016B12017612" + "0163");
    }
}
