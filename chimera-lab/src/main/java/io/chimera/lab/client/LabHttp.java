package io.chimera.lab.client;

import io.chimera.lab.api.LabJson;
import io.chimera.lab.api.Problem;
import io.chimera.lab.net.Stall;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/**
 * HTTP requests of one person to the lab cloud, each within limits of size and time. They throw {@link Denied} when the
 * answer is no, {@link Broken} when there is none.
 */
final class LabHttp {

    /** The longest answer that is read, in bytes: a hundred of the longest messages, escaped, and some more. */
    private static final int LONGEST_ANSWER = 8 << 20;

    private static final int BUFFER = 64 * 1024;

    private final HttpClient http;
    private final URI cloud;
    private final String token;
    private final String device;
    private final Pace pace;

    LabHttp(HttpClient http, URI cloud, String token, String device, Pace pace) {
        this.http = http;
        this.cloud = cloud;
        this.token = token;
        this.device = device;
        this.pace = pace;
    }

    Pace pace() {
        return pace;
    }

    /** @param wait how much longer than usual the answer may take */
    <T> T get(String path, Class<T> type, Duration wait) throws IOException, InterruptedException {
        return read(exchange("GET", path, BodyPublishers.noBody(), wait), type);
    }

    /** Sends a value and reads one. */
    <T> T post(String path, Object value, Class<T> type, Duration wait) throws IOException, InterruptedException {
        return read(exchange("POST", path, json(value), wait), type);
    }

    /** Sends a value that is answered with nothing. */
    void send(String method, String path, Object value) throws IOException, InterruptedException {
        exchange(method, path, json(value), Duration.ZERO);
    }

    /** Asks for something to be done that needs no more words. */
    void send(String method, String path) throws IOException, InterruptedException {
        exchange(method, path, BodyPublishers.noBody(), Duration.ZERO);
    }

    /** Sends bytes, which may take their time. */
    void put(String path, byte[] bytes, int length) throws IOException, InterruptedException {
        exchange("PUT", path, BodyPublishers.ofByteArray(bytes, 0, length), pace.stall());
    }

    /** Fetches any number of bytes; returns their tag, if they have one. */
    Optional<String> fetch(String path, Sink sink) throws IOException, InterruptedException {
        var response = open(request(path).timeout(pace.answer()).build());
        try (var in = response.body();
                var stall = Stall.watch(pace.stall(), in)) {
            if (response.statusCode() / 100 != 2) throw denied(response.statusCode(), whole(in));
            var buffer = new byte[BUFFER];
            for (int n = next(in, buffer); n >= 0; n = next(in, buffer)) {
                stall.moved();
                sink.take(ByteBuffer.wrap(buffer, 0, n));
            }
            return response.headers().firstValue("ETag").map(tag -> tag.replace("\"", ""));
        }
    }

    private static int next(InputStream in, byte[] buffer) throws Broken {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new Broken("the connection to the lab cloud broke in the middle of a file", true, e);
        }
    }

    private byte[] exchange(String method, String path, BodyPublisher body, Duration wait)
            throws IOException, InterruptedException {
        var response = open(request(path)
                .timeout(pace.answer().plus(wait))
                .method(method, body)
                .build());
        try (var in = response.body();
                var _ = Stall.watch(pace.stall(), in)) {
            var answer = whole(in);
            if (response.statusCode() / 100 != 2) throw denied(response.statusCode(), answer);
            return answer;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(cloud.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Lab-Device", device);
    }

    private HttpResponse<InputStream> open(HttpRequest request) throws Broken, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException neverMet) {
            throw new Broken("the lab cloud cannot be reached", false, neverMet);
        } catch (IOException failed) {
            throw new Broken("the connection to the lab cloud broke before its answer", true, failed);
        }
    }

    private static BodyPublisher json(Object value) {
        return BodyPublishers.ofByteArray(LabJson.write(value));
    }

    private static byte[] whole(InputStream in) throws Broken {
        try {
            var bytes = in.readNBytes(LONGEST_ANSWER + 1);
            if (bytes.length > LONGEST_ANSWER) throw new IOException("more than " + LONGEST_ANSWER + " bytes");
            return bytes;
        } catch (IOException e) {
            throw new Broken("the connection to the lab cloud broke in the middle of its answer", true, e);
        }
    }

    private static <T> T read(byte[] answer, Class<T> type) throws Broken {
        try {
            return LabJson.read(answer, type);
        } catch (IOException e) {
            throw new Broken("the lab cloud's answer cannot be read", true, e);
        }
    }

    private static Denied denied(int status, byte[] answer) {
        try {
            return new Denied(LabJson.read(answer, Problem.class));
        } catch (IOException notOurs) {
            return new Denied(new Problem("about:blank", "HTTP status " + status, status, ""));
        }
    }

    /** Where bytes go. */
    @FunctionalInterface
    interface Sink {
        void take(ByteBuffer bytes) throws IOException;
    }
}
