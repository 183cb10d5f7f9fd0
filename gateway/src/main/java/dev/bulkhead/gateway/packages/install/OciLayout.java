package dev.bulkhead.gateway.packages.install;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.packages.PackageException;
import dev.bulkhead.packages.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An OCI image layout on disk, in which the one layer of an image is the file of a package. */
final class OciLayout {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{64})");
    private static final String TAG = "org.opencontainers.image.ref.name";
    private static final String TITLE = "org.opencontainers.image.title";
    private static final int LARGEST_TEXT = 4 << 20;
    private static final int DEEPEST = 4;

    private final Path folder;

    OciLayout(Path folder) {
        this.folder = folder;
    }

    /**
     * {@return the file of a package; its bytes are still to be compared with the digest}
     *
     * @param tag which image; empty for the only one
     * @param platform for which machine, where there is an image for each
     */
    Fetched find(String tag, Platform platform) throws PackageException, IOException {
        if (!Files.isRegularFile(folder.resolve("oci-layout"))) {
            throw new PackageException(folder + " is no OCI image layout: it has no file oci-layout");
        }
        Path index = folder.resolve("index.json");
        JsonNode chosen = choose(json(Files.readAllBytes(bounded(index)), index.toString()), tag, platform);
        JsonNode manifest = blobJson(chosen);
        for (int depth = 0; manifest.path("manifests").isArray(); depth++) {
            if (depth == DEEPEST) {
                throw new PackageException("the indexes in " + folder + " lead from one to the next without an end");
            }
            manifest = blobJson(choose(manifest, "", platform));
        }
        JsonNode layer = layer(manifest);
        String title = layer.path("annotations").path(TITLE).asText("");
        String name = title.isEmpty() ? "package.jar" : title.substring(title.lastIndexOf('/') + 1);
        return new Fetched(blob(layer), name, digest(layer), Map.of());
    }

    private JsonNode layer(JsonNode manifest) throws PackageException {
        JsonNode layers = manifest.path("layers");
        if (layers.size() != 1) {
            throw new PackageException("the image in " + folder + " has " + layers.size()
                    + " layers; expected is one, which is the file of the package");
        }
        return layers.get(0);
    }

    private JsonNode choose(JsonNode index, String tag, Platform platform) throws PackageException {
        List<JsonNode> fitting = new ArrayList<>();
        List<String> there = new ArrayList<>();
        for (JsonNode each : index.path("manifests")) {
            String name = each.path("annotations").path(TAG).asText("");
            JsonNode machine = each.path("platform");
            there.add((name + " " + (machine.isObject() ? of(machine).toString() : "")).strip());
            boolean right = machine.isMissingNode() || of(machine).equals(platform);
            if (right && (tag.isEmpty() || tag.equals(name))) {
                fitting.add(each);
            }
        }
        if (fitting.size() != 1) {
            throw new PackageException("there "
                    + (fitting.isEmpty() ? "is no image" : "are " + fitting.size() + " images")
                    + (tag.isEmpty() ? "" : " of the name \"" + tag + "\"") + " for " + platform + " in " + folder
                    + "; there are: " + String.join(", ", there)
                    + (fitting.isEmpty() ? "" : "; say which: oci:" + folder + ":NAME"));
        }
        return fitting.get(0);
    }

    private static Platform of(JsonNode machine) {
        return Platform.of(
                machine.path("os").asText(), machine.path("architecture").asText());
    }

    private JsonNode blobJson(JsonNode described) throws PackageException, IOException {
        Path blob = bounded(blob(described));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String sum = Sums.copied(blob, bytes, LARGEST_TEXT);
        if (!sum.equals(digest(described))) {
            throw new PackageException("the blob " + blob + " was changed: its SHA-256 is " + sum);
        }
        return json(bytes.toByteArray(), blob.toString());
    }

    private static String digest(JsonNode described) throws PackageException {
        String text = described.path("digest").asText("");
        Matcher digest = DIGEST.matcher(text);
        if (!digest.matches()) {
            throw new PackageException(
                    "the digest \"" + text.replaceAll("\\p{Cntrl}", "?") + "\" in the image layout is no sha256:…");
        }
        return digest.group(1);
    }

    private Path blob(JsonNode described) throws PackageException {
        Path blob = folder.resolve("blobs").resolve("sha256").resolve(digest(described));
        if (!Files.isRegularFile(blob)) {
            throw new PackageException("the blob " + blob + " is not there");
        }
        return blob;
    }

    private static Path bounded(Path text) throws IOException {
        if (Files.size(text) > LARGEST_TEXT) {
            throw new TooLargeException(text.toString(), LARGEST_TEXT);
        }
        return text;
    }

    private static JsonNode json(byte[] bytes, String where) throws PackageException {
        try {
            return MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new PackageException(where + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
