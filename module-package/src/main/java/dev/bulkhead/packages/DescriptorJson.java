package dev.bulkhead.packages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/** The JSON form of a {@link Descriptor}. Keys that it does not know it leaves out, so that later versions may say more. */
public final class DescriptorJson {
    /** The largest descriptor that is read, in bytes: more is no description. */
    public static final int MAX_BYTES = 1 << 20;

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private DescriptorJson() {}

    /**
     * {@return the descriptor that this JSON is}
     *
     * @param where what it was read from, for the text of an error
     * @throws PackageException if it is none, saying what is wrong at which key
     */
    public static Descriptor read(String json, String where) throws PackageException {
        try {
            JsonNode root = MAPPER.readTree(json);
            if (!root.isObject()) {
                throw new IllegalArgumentException("it is no JSON object");
            }
            return descriptor(root);
        } catch (JsonProcessingException e) {
            throw new PackageException(where + ": no JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new PackageException(where + ": " + e.getMessage(), e);
        }
    }

    private static Descriptor descriptor(JsonNode root) {
        String executable = optional(root, "executable");
        List<OfferedType> types = types(root, executable != null);
        List<NativeFolder> natives = new ArrayList<>();
        for (JsonNode each : root.path("native")) {
            natives.add(new NativeFolder(
                    Platform.of(required(each, "os"), required(each, "arch")),
                    inside(required(each, "path"), "native")));
        }
        return new Descriptor(
                PackageName.of(required(root, "package")),
                version(required(root, "version")),
                root.path("vendor").asText(),
                root.path("licence").asText(),
                executable == null ? range(required(root, "api"), "api") : null,
                executable == null ? null : range(required(root, "protocol"), "protocol"),
                executable == null ? null : inside(executable, "executable"),
                types,
                natives);
    }

    private static List<OfferedType> types(JsonNode root, boolean executable) {
        List<OfferedType> types = new ArrayList<>();
        Set<PackageName> names = new HashSet<>();
        for (JsonNode each : root.path("types")) {
            PackageName name = PackageName.of(required(each, "name"));
            if (!names.add(name)) {
                throw new IllegalArgumentException("the type " + name + " is there twice");
            }
            ObjectNode args = each.path("args") instanceof ObjectNode schema
                    ? schema
                    : MAPPER.createObjectNode().put("type", "object").put("additionalProperties", false);
            String className = executable ? null : required(each, "class");
            types.add(new OfferedType(name, className, each.path("description").asText(), args));
        }
        if (types.isEmpty()) {
            throw new IllegalArgumentException("\"types\" is empty; a package offers at least one");
        }
        return types;
    }

    private static String required(JsonNode object, String key) {
        String text = optional(object, key);
        if (text == null) {
            throw new IllegalArgumentException("the key \"" + key + "\" is missing, or no text");
        }
        return text;
    }

    private static @Nullable String optional(JsonNode object, String key) {
        JsonNode value = object.path(key);
        return value.isTextual() ? value.textValue() : null;
    }

    private static Semver version(String text) {
        Semver version = Semver.parse(text);
        if (version == null) {
            throw new IllegalArgumentException(
                    "\"version\": \"" + text + "\" is no semantic version; expected is one like 1.0.0");
        }
        return version;
    }

    private static RangeList range(String text, String key) {
        RangeList range = RangeListFactory.create(text);
        if (range.get().isEmpty()) {
            throw new IllegalArgumentException(
                    '"' + key + "\": \"" + text + "\" is no range of versions; expected is one like ^1.2 or >=1.2 <3");
        }
        return range;
    }

    /** {@return a path that stays in the package} */
    private static String inside(String path, String key) {
        Path normal = Path.of(path).normalize();
        if (path.isEmpty() || normal.isAbsolute() || normal.startsWith("..")) {
            throw new IllegalArgumentException('"' + key + "\": \"" + path + "\" is no path in the package");
        }
        return normal.toString();
    }

    /** {@return the JSON form, for people too} */
    public static String write(Descriptor descriptor) {
        try {
            return MAPPER.writeValueAsString(tree(descriptor));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a descriptor has a JSON form", e);
        }
    }

    /** {@return the JSON form} */
    public static ObjectNode tree(Descriptor descriptor) {
        ObjectNode root = MAPPER.createObjectNode()
                .put("package", descriptor.name().toString())
                .put("version", descriptor.version().toString());
        putIfThere(root, "vendor", descriptor.vendor());
        putIfThere(root, "licence", descriptor.licence());
        putIfThere(root, "api", descriptor.api());
        putIfThere(root, "protocol", descriptor.protocol());
        putIfThere(root, "executable", descriptor.executable());
        ArrayNode types = root.putArray("types");
        for (OfferedType type : descriptor.types()) {
            ObjectNode each = types.addObject().put("name", type.name().toString());
            putIfThere(each, "class", type.className());
            each.put("description", type.description()).set("args", type.args());
        }
        if (!descriptor.natives().isEmpty()) {
            ArrayNode natives = root.putArray("native");
            for (NativeFolder folder : descriptor.natives()) {
                natives.addObject()
                        .put("os", folder.platform().os())
                        .put("arch", folder.platform().arch())
                        .put("path", folder.path());
            }
        }
        return root;
    }

    private static void putIfThere(ObjectNode object, String key, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            object.put(key, value.toString());
        }
    }
}
