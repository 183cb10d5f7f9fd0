package dev.bulkhead.gateway.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/**
 * Lets nobody in whom a browser sends for somebody else, and tells who shows the token. A page from anywhere can make the browser
 * of somebody on this machine send requests here, or give a name of its own this address.
 */
final class Doorman {
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1\\])(:[0-9]{1,5})?");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final String BEARER = "Bearer ";

    private final byte[] token;

    /** What is known of a caller's right to be here. */
    enum Token {
        MISSING,
        WRONG,
        RIGHT
    }

    Doorman(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** {@return why a request is turned away at the door; empty if it is not} */
    Optional<Answer> refusal(Request request) {
        List<String> hosts = request.getHeaders().getValuesList(HttpHeader.HOST);
        if (hosts.size() != 1
                || !LOOPBACK.matcher(hosts.get(0).toLowerCase(Locale.ROOT)).matches()) {
            return Optional.of(Answer.error(
                    HttpStatus.FORBIDDEN_403,
                    "the header Host must be localhost, 127.0.0.1 or [::1], with or without the port"));
        }
        return crossSite(request, hosts.get(0))
                ? Optional.of(Answer.error(HttpStatus.FORBIDDEN_403, "a page of another origin may ask nothing here"))
                : Optional.empty();
    }

    private static boolean crossSite(Request request, String host) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        String site = request.getHeaders().get("Sec-Fetch-Site");
        return (origin != null && !origin.equalsIgnoreCase("http://" + host))
                || (site != null && !OWN_SITE.contains(site));
    }

    /** {@return whether the token is there, in the header or behind {@code ?token=}} */
    Token token(Request request) {
        String shown = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (shown == null) {
            String asked = Request.extractQueryParameters(request).getValue("token");
            return asked == null ? Token.MISSING : check(asked);
        }
        return shown.startsWith(BEARER) ? check(shown.substring(BEARER.length())) : Token.WRONG;
    }

    private Token check(String shown) {
        return MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8)) ? Token.RIGHT : Token.WRONG;
    }
}
