package dev.bulkhead.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bulkhead.api.Message;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages as JSON. */
final class HookBody {
    private HookBody() {}

    /** {@return one object} */
    static String of(Message message) {
        return Json.text(tree(message));
    }

    /** {@return an array} */
    static String of(List<Message> messages) {
        return Json.text(messages.stream().map(HookBody::tree).toList());
    }

    private static Map<String, Object> tree(Message message) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("properties", new LinkedHashMap<>(message.properties()));
        try {
            tree.put(
                    "content",
                    UTF_8.newDecoder().decode(message.contentBuffer()).toString());
        } catch (CharacterCodingException e) {
            tree.put("contentBase64", Base64.getEncoder().encodeToString(message.content()));
        }
        return tree;
    }
}
