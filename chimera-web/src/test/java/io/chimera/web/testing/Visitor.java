package io.chimera.web.testing;

import io.chimera.core.account.AccountId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Somebody with a browser, as far as HTTP can tell: a cookie, and the headers browsers send. */
public final class Visitor {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private String cookie = "";
    private String language = "en";

    public Visitor(int port) {
        this.port = port;
    }

    /** A visitor who has signed in. */
    public static Visitor signedIn(int port, AccountId account) {
        var visitor = new Visitor(port);
        var answer = visitor.post("/sign-in", Map.of("account", account.toString()));
        visitor.cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        return visitor;
    }

    public Visitor speaking(String accepted) {
        language = accepted;
        return this;
    }

    public String cookie() {
        return cookie;
    }

    public URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    public HttpResponse<String> get(String path) {
        return send(from(path).header("Sec-Fetch-Site", "same-origin").GET());
    }

    /** Posts a form as a page does that has no script. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        return post(path, "application/x-www-form-urlencoded", BodyPublishers.ofString(form(fields)));
    }

    /** Posts a form as htmx does. */
    public HttpResponse<String> postPiece(String path, Map<String, String> fields) {
        return send(from(path)
                .header("Sec-Fetch-Site", "same-origin")
                .header("HX-Request", "true")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields))));
    }

    public HttpResponse<String> post(String path, String type, BodyPublisher body) {
        return send(from(path)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", type)
                .POST(body));
    }

    /** A request with the visitor's cookie and language, and nothing else. */
    public HttpRequest.Builder from(String path) {
        var request =
                HttpRequest.newBuilder(at(path)).timeout(Duration.ofMinutes(2)).header("Accept-Language", language);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public HttpClient http() {
        return http;
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
