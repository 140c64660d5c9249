package io.chimera.lab.client;

import io.chimera.lab.api.AnnouncedUpload;
import io.chimera.lab.api.History;
import io.chimera.lab.api.LabJson;
import io.chimera.lab.api.LabWeather;
import io.chimera.lab.api.Mark;
import io.chimera.lab.api.NewWords;
import io.chimera.lab.api.No;
import io.chimera.lab.api.OpenedUpload;
import io.chimera.lab.api.Person;
import io.chimera.lab.api.Phonebook;
import io.chimera.lab.api.Poll;
import io.chimera.lab.api.Problem;
import io.chimera.lab.api.Sending;
import io.chimera.lab.api.Taken;
import io.chimera.lab.api.UpdateLane;
import io.chimera.lab.api.Updates;
import io.chimera.lab.net.Stall;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLHandshakeException;

/**
 * One person's line to the lab cloud. Every call blocks until there is an answer, and throws {@link Denied} when the
 * answer is no, {@link Broken} when there is none.
 */
final class LabLine {

    /** The longest answer that is read, in bytes: a hundred of the longest messages, escaped, and some more. */
    private static final int LONGEST_ANSWER = 4 << 20;

    private static final int BUFFER = 64 * 1024;

    private final HttpClient http;
    private final URI cloud;
    private final String token;
    private final String device;
    private final Pace pace;

    LabLine(HttpClient http, URI cloud, String token, String device, Pace pace) {
        this.http = http;
        this.cloud = cloud;
        this.token = token;
        this.device = device;
        this.pace = pace;
    }

    Pace pace() {
        return pace;
    }

    Person me() throws IOException, InterruptedException {
        return ask("/v1/me", Person.class, Duration.ZERO);
    }

    Phonebook contacts() throws IOException, InterruptedException {
        return ask("/v1/contacts", Phonebook.class, Duration.ZERO);
    }

    Optional<Person> byPhone(String e164) throws IOException, InterruptedException {
        try {
            var phone = URLEncoder.encode(e164, StandardCharsets.UTF_8);
            return Optional.of(ask("/v1/people?phone=" + phone, Person.class, Duration.ZERO));
        } catch (Denied denied) {
            if (denied.is(No.NO_SUCH_PERSON)) return Optional.empty();
            throw denied;
        }
    }

    LabWeather weather() throws IOException, InterruptedException {
        return ask("/v1/weather", LabWeather.class, Duration.ZERO);
    }

    void weather(LabWeather weather) throws IOException, InterruptedException {
        send("PUT", "/v1/weather", weather);
    }

    Updates poll(UpdateLane lane, long acknowledged, Duration wait) throws IOException, InterruptedException {
        var poll = new CountedBody(
                BodyPublishers.ofByteArray(LabJson.write(new Poll(lane, acknowledged, wait.toMillis()))));
        return read(exchange("POST", "/v1/updates", poll, wait), Updates.class);
    }

    void postpone(long seq) throws IOException, InterruptedException {
        exchange("POST", "/v1/updates/" + seq + "/later", empty(), Duration.ZERO);
    }

    Taken send(long to, Sending sending) throws IOException, InterruptedException {
        return read(send("POST", dialog(to) + "/messages", sending), Taken.class);
    }

    void edit(long to, long message, String text) throws IOException, InterruptedException {
        send("PATCH", dialog(to) + "/messages/" + message, new NewWords(text));
    }

    void erase(long to, long message) throws IOException, InterruptedException {
        exchange("DELETE", dialog(to) + "/messages/" + message, empty(), Duration.ZERO);
    }

    void seen(long from, long upTo) throws IOException, InterruptedException {
        send("PUT", dialog(from) + "/seen", new Mark(upTo));
    }

    /** @param query such as {@code mine=true&after=12} */
    History history(long dialog, String query, Duration wait) throws IOException, InterruptedException {
        var path = dialog(dialog) + "/messages?waitMillis=" + wait.toMillis() + "&" + query;
        return ask(path, History.class, wait);
    }

    private static String dialog(long other) {
        return "/v1/dialogs/" + other;
    }

    private <T> T ask(String path, Class<T> type, Duration wait) throws IOException, InterruptedException {
        return read(exchange("GET", path, empty(), wait), type);
    }

    /** Announces a file; the answer says where to bring its bytes. */
    OpenedUpload announce(AnnouncedUpload file) throws IOException, InterruptedException {
        return read(send("POST", "/v1/uploads", file), OpenedUpload.class);
    }

    /** Brings the next bytes of a file: at most {@link AnnouncedUpload#PART}. */
    void bring(UUID upload, long offset, byte[] bytes, int length) throws IOException, InterruptedException {
        var part = new CountedBody(BodyPublishers.ofByteArray(bytes, 0, length));
        exchange("PUT", "/v1/uploads/" + upload + "?offset=" + offset, part, pace.stall());
    }

    /** Fetches a message's file. */
    void fetch(long dialog, long message, Sink sink) throws IOException, InterruptedException {
        var request = request(dialog(dialog) + "/messages/" + message + "/file").build();
        var response = open(request, empty());
        try (var in = response.body();
                var stall = Stall.watch(pace.stall(), in)) {
            if (response.statusCode() / 100 != 2) throw denied(response.statusCode(), whole(in));
            var buffer = new byte[BUFFER];
            for (int n = next(in, buffer); n >= 0; n = next(in, buffer)) {
                stall.moved();
                sink.take(ByteBuffer.wrap(buffer, 0, n));
            }
        }
    }

    private static int next(InputStream in, byte[] buffer) throws Broken {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new Broken("the connection to the lab cloud broke in the middle of a file", false, e);
        }
    }

    private byte[] send(String method, String path, Object value) throws IOException, InterruptedException {
        var json = new CountedBody(BodyPublishers.ofByteArray(LabJson.write(value)));
        return exchange(method, path, json, Duration.ZERO);
    }

    /** @param wait how much longer than usual the answer may take */
    private byte[] exchange(String method, String path, CountedBody body, Duration wait)
            throws IOException, InterruptedException {
        var request = request(path)
                .timeout(pace.answer().plus(wait))
                .method(method, body)
                .build();
        var response = open(request, body);
        try (var in = response.body();
                var _ = Stall.watch(pace.stall(), in)) {
            var answer = whole(in);
            if (response.statusCode() / 100 != 2) throw denied(response.statusCode(), answer);
            return answer;
        }
    }

    private HttpResponse<InputStream> open(HttpRequest request, CountedBody body) throws Broken, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (IOException failed) {
            throw broken(failed, body);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(cloud.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Lab-Device", device);
    }

    private static CountedBody empty() {
        return new CountedBody(BodyPublishers.noBody());
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

    /** What it means that there was no answer. */
    private static Broken broken(IOException failed, CountedBody body) {
        boolean neverMet = failed instanceof ConnectException
                || failed instanceof HttpConnectTimeoutException
                || failed instanceof SSLHandshakeException;
        if (neverMet) return new Broken("the lab cloud cannot be reached", false, failed);
        boolean left = body.left() || body.contentLength() == 0;
        return new Broken(
                "the connection to the lab cloud broke " + (left ? "before its answer" : "early"), left, failed);
    }

    /** Where the bytes of a file go. */
    @FunctionalInterface
    interface Sink {
        void take(ByteBuffer bytes) throws IOException;
    }
}
