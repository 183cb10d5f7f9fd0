package dev.bulkhead.benchmarks.process;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A protocol buffer, read and written as generated code does it:
 *
 * <pre>
 * message Parcel {
 *   map&lt;string, string&gt; properties = 1;
 *   bytes content = 2;
 * }
 * </pre>
 */
record ProtoParcel(Map<String, String> properties, ByteString content) {
    private static final int PROPERTIES = 1;
    private static final int CONTENT = 2;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int PROPERTIES_TAG = PROPERTIES << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

    byte[] encode() throws IOException {
        byte[] bytes = new byte[size()];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        for (Map.Entry<String, String> property : properties.entrySet()) {
            out.writeTag(PROPERTIES, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt32NoTag(entrySize(property));
            out.writeString(KEY, property.getKey());
            out.writeString(VALUE, property.getValue());
        }
        out.writeBytes(CONTENT, content);
        out.checkNoSpaceLeft();
        return bytes;
    }

    private int size() {
        int size = CodedOutputStream.computeBytesSize(CONTENT, content);
        for (Map.Entry<String, String> property : properties.entrySet()) {
            int entry = entrySize(property);
            size += CodedOutputStream.computeTagSize(PROPERTIES)
                    + CodedOutputStream.computeUInt32SizeNoTag(entry)
                    + entry;
        }
        return size;
    }

    private static int entrySize(Map.Entry<String, String> property) {
        return CodedOutputStream.computeStringSize(KEY, property.getKey())
                + CodedOutputStream.computeStringSize(VALUE, property.getValue());
    }

    static ProtoParcel decode(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        in.enableAliasing(true);
        Map<String, String> properties = new LinkedHashMap<>();
        ByteString content = ByteString.EMPTY;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == PROPERTIES_TAG) {
                decodeEntry(in, properties);
            } else {
                content = in.readBytes();
            }
        }
        return new ProtoParcel(properties, content);
    }

    private static void decodeEntry(CodedInputStream in, Map<String, String> properties) throws IOException {
        int limit = in.pushLimit(in.readRawVarint32());
        String key = "";
        String value = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == KEY) {
                key = in.readStringRequireUtf8();
            } else {
                value = in.readStringRequireUtf8();
            }
        }
        in.popLimit(limit);
        properties.put(key, value);
    }
}
