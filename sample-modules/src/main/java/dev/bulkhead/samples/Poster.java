package dev.bulkhead.samples;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts bodies to one URL, and tries again what may work later. The module's thread calls. */
final class Poster implements AutoCloseable {
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(Poster.class);
    /** What is read of an answer: enough for an error to say what it is. */
    private static final int MOST_OF_ANSWER = 1024;

    private final URI url;
    private final Patience patience;
    private final HttpRequest.Builder request;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "webhook");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client;

    /**
     * How long it is tried.
     *
     * @param timeout for each try
     * @param retries how often again
     * @param backOff the first pause; each is twice the one before
     */
    record Patience(Duration timeout, int retries, Duration backOff) {}

    /** What may be otherwise next time. */
    private static final class PassingException extends IOException {
        private static final long serialVersionUID = 1;

        PassingException(String message) {
            super(message);
        }
    }

    Poster(URI url, Map<String, String> headers, Patience patience) {
        this.url = url;
        this.patience = patience;
        request = HttpRequest.newBuilder(url).timeout(patience.timeout()).header("Content-Type", "application/json");
        headers.forEach(this::header);
        client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.timeout())
                .executor(executor)
                .build();
    }

    private void header(String name, String value) {
        try {
            request.setHeader(name, value);
        } catch (IllegalArgumentException e) {
            // Its own message has the value.
            throw new IllegalArgumentException("headers: \"" + name
                    + "\" is a header that cannot be set, or its value is none; the value is not shown");
        }
    }

    /** {@return the URL} @throws IllegalArgumentException if nothing can be posted there */
    static URI requireUrl(String text) {
        try {
            URI url = new URI(text);
            boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (web && url.getHost() != null && url.getUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // It is said below. Its own message has the text, in which there may be a secret.
        }
        throw new IllegalArgumentException("url is not one of http or https with a host, and without a user's name;"
                + " it is for example https://example.org/hook, and secrets go into headers");
    }

    /**
     * Posts a body, again and again if need be.
     *
     * @throws IOException if the server does not take it
     */
    void post(String body) throws IOException, InterruptedException {
        Duration pause = patience.backOff();
        for (int left = patience.retries(); ; left--) {
            try {
                tryToPost(body);
                return;
            } catch (PassingException e) {
                if (left == 0) {
                    throw e;
                }
                LOG.debug("trying again in {} ms: {}", pause.toMillis(), e.getMessage());
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void tryToPost(String body) throws IOException, InterruptedException {
        HttpRequest post =
                request.copy().POST(HttpRequest.BodyPublishers.ofString(body)).build();
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(post, unusedInfo -> new FirstBytes(MOST_OF_ANSWER));
        try {
            judge(answer.get(patience.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new PassingException(
                    place() + " has not answered within " + patience.timeout().toMillis() + " ms (timeout)");
        } catch (ExecutionException e) {
            throw new PassingException(place() + " cannot be reached: " + e.getCause());
        } finally {
            // An answer that is still on its way is of no use any more.
            answer.cancel(true);
        }
    }

    private void judge(HttpResponse<String> answer) throws IOException {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return;
        }
        if (status >= 300 && status < 400) {
            throw new IOException(place() + " answered " + status + ", a redirect, which is not followed; write where"
                    + " it leads to as url, if that is meant");
        }
        String text = place() + " answered " + status + ": " + Printable.line(answer.body());
        if (status == 408 || status == 429 || status >= 500) {
            throw new PassingException(text);
        }
        throw new IOException(text);
    }

    /** {@return the URL without what may be secret} */
    private String place() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()) + url.getPath();
    }

    @Override
    public void close() {
        executor.shutdownNow();
        // From Java 21 on; before, it ends when nobody has it any more.
        Object closeable = client;
        if (closeable instanceof AutoCloseable present) {
            closeQuietly(present);
        }
    }

    private static void closeQuietly(AutoCloseable present) {
        try {
            present.close();
        } catch (Exception e) {
            LOG.debug("the client cannot be closed", e);
        }
    }
}
