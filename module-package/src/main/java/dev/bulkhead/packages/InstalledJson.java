package dev.bulkhead.packages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The JSON form of what is known of an installed package. */
public final class InstalledJson {
    /** The largest file that is read, in bytes. */
    static final int MAX_BYTES = 8 << 20;

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private InstalledJson() {}

    /**
     * {@return what is known of the package in a folder}
     *
     * @throws PackageException if its file is wrong
     * @throws IOException if it cannot be read
     */
    public static Installed read(Path folder) throws PackageException, IOException {
        Path file = folder.resolve(Installed.FILE);
        try (InputStream in = Files.newInputStream(file)) {
            JsonNode root = MAPPER.readTree(JarDescriptor.bounded(in, MAX_BYTES, file.toString()));
            Map<String, String> sha256 = new TreeMap<>();
            for (Map.Entry<String, JsonNode> each : root.path("sha256").properties()) {
                sha256.put(each.getKey(), each.getValue().asText());
            }
            JsonNode signature = root.path("signature");
            return new Installed(
                    DescriptorJson.read(root.path("descriptor").toString(), file + " /descriptor"),
                    root.path("source").asText(),
                    Instant.parse(root.path("at").asText()),
                    sha256,
                    signature.path("key").asText(null),
                    signature.path("comment").asText(null));
        } catch (JsonProcessingException e) {
            throw new PackageException(file + ": no JSON: " + e.getOriginalMessage(), e);
        } catch (DateTimeException e) {
            throw new PackageException(file + ": \"at\" is no time: " + e.getMessage(), e);
        }
    }

    /** {@return the JSON form, for people too} */
    public static String write(Installed installed) {
        ObjectNode root = MAPPER.createObjectNode()
                .put("source", installed.source())
                .put("at", installed.at().toString());
        if (installed.signedBy() != null) {
            root.putObject("signature").put("key", installed.signedBy()).put("comment", installed.comment());
        }
        ObjectNode sums = root.putObject("sha256");
        installed.sha256().forEach(sums::put);
        root.set("descriptor", DescriptorJson.tree(installed.descriptor()));
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is known of a package has a JSON form", e);
        }
    }
}
