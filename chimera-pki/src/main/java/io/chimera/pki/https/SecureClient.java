package io.chimera.pki.https;

import io.chimera.pki.https.NoReply.Why;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Calls one HTTPS server. Every call ends within its patience, body included; replies are at most 256 KiB unless said otherwise;
 * redirects are
 * not followed.
 */
public final class SecureClient implements AutoCloseable {

    private static final int LARGEST_REPLY = 256 * 1024;
    private static final Duration LONGEST_WAIT_ASKED = Duration.ofDays(1);

    private final URI base;
    private final HttpClient http;
    private final Clock clock;
    private final Duration patience;

    /**
     * @param base {@code https://host:port}, without a path
     * @param tls decides whom to trust and what to show
     * @param patience the longest a call may take
     */
    public SecureClient(URI base, SSLContext tls, Clock clock, Duration patience) {
        if (!"https".equals(base.getScheme())) throw new IllegalArgumentException("not an https address: " + base);
        this.base = base;
        this.clock = clock;
        this.patience = patience;
        this.http =
                HttpClient.newBuilder().sslContext(tls).connectTimeout(patience).build();
    }

    /** Asks for a path. */
    public Reply get(String path) throws NoReply {
        return get(path, LARGEST_REPLY);
    }

    /** Asks for a path whose reply may be larger than usual, or must be smaller: at most so many bytes. */
    public Reply get(String path, int largest) throws NoReply {
        return send(request(path).GET().build(), largest);
    }

    /** Sends JSON to a path, or nothing if the value is null. */
    public Reply post(String path, @Nullable Object json) throws NoReply {
        var body = json == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Json.write(json));
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(body)
                        .build(),
                LARGEST_REPLY);
    }

    /** Ends at once whatever is under way. */
    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Accept", "application/json")
                .header("Accept-Language", Locale.getDefault().toLanguageTag());
    }

    private Reply send(HttpRequest request, int largest) throws NoReply {
        var coming = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), largest));
        try {
            return reply(coming.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw explained(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw new NoReply(Why.SILENT, base + " did not answer within " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new NoReply(Why.SILENT, "stopped while waiting for " + base, e);
        }
    }

    private Reply reply(HttpResponse<byte[]> response) {
        return new Reply(
                response.statusCode(),
                Body.of(response.body()),
                clockAhead(response.headers()),
                retryAfter(response.headers()));
    }

    private Optional<Duration> clockAhead(HttpHeaders headers) {
        return headers.firstValue("Date").flatMap(date -> {
            try {
                var theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
                return Optional.of(Duration.between(theirs.toInstant(), clock.instant()));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .map(asked -> asked.compareTo(LONGEST_WAIT_ASKED) < 0 ? asked : LONGEST_WAIT_ASKED);
    }

    private NoReply explained(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof CertificateExpiredException || at instanceof CertificateNotYetValidException) {
                return new NoReply(
                        Why.CLOCK,
                        base + " shows a certificate that is not good at " + clock.instant()
                                + ", the time of this computer. Is its clock right?",
                        cause);
            }
        }
        if (cause instanceof SSLException) {
            return new NoReply(Why.STRANGER, base + " did not agree on a connection: " + cause.getMessage(), cause);
        }
        if (cause instanceof IOException) {
            return new NoReply(Why.SILENT, base + " does not answer: " + told(cause), cause);
        }
        throw new IllegalStateException("a call to " + base + " failed", cause);
    }

    private static String told(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
