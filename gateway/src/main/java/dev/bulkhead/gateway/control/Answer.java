package dev.bulkhead.gateway.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What goes back over HTTP.
 *
 * @param status the status code
 * @param type the kind of content
 * @param text the content; empty for none
 */
record Answer(int status, String type, String text) {
    private static final String JSON = "application/json";

    static Answer json(int status, String json) {
        return new Answer(status, JSON, json);
    }

    static Answer error(int status, String why) {
        return json(
                status, JsonNodeFactory.instance.objectNode().put("error", why).toString());
    }

    static Answer nothing() {
        return new Answer(HttpStatus.NO_CONTENT_204, JSON, "");
    }

    /** Sends it. Any thread may call; returns at once. */
    void send(Response response, Callback callback) {
        response.setStatus(status);
        if (!text.isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        }
        // What is asked for today is not what will be true tomorrow, and no browser is to guess or keep it.
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        Content.Sink.write(response, true, text, callback);
    }
}
