package dev.bulkhead.gateway.control.rpc;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request names: {@code Controller.1.status@NAME}. The class and its version may be left out.
 *
 * @param method the method
 * @param index what stands behind {@code @}; null if nothing does
 */
record Designator(String method, @Nullable String index) {
    private static final Set<String> TARGETS = Set.of("Controller", "Controller.1");

    /**
     * Takes a designator apart.
     *
     * @throws RpcException if it names something else than the controller, or a version that there is not
     */
    static Designator parse(String text) throws RpcException {
        int at = text.indexOf('@');
        String path = at < 0 ? text : text.substring(0, at);
        int dot = path.lastIndexOf('.');
        if (dot >= 0 && !TARGETS.contains(path.substring(0, dot))) {
            throw unknown(text);
        }
        return new Designator(path.substring(dot + 1), at < 0 ? null : text.substring(at + 1));
    }

    static RpcException unknown(String text) {
        return new RpcException(RpcException.NO_SUCH_METHOD, "there is no method \"" + Abbreviation.of(text) + "\"");
    }
}
