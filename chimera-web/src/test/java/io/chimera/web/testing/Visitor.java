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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Somebody with a browser, as far as HTTP can tell: a cookie, and the headers browsers send. */
public final class Visitor {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private String language = "en";

    public Visitor(int port) {
        this.port = port;
    }

    /** A visitor who has signed in. */
    public static Visitor signedIn(int port, AccountId account) {
        var visitor = new Visitor(port);
        visitor.post("/sign-in", Map.of("account", account.toString()));
        return visitor;
    }

    public Visitor speaking(String accepted) {
        language = accepted;
        return this;
    }

    /** What the browser sends along. */
    public String cookie() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** As if every cookie whose name begins so had never been set. */
    public void forgetCookie(String prefix) {
        cookies.keySet().removeIf(name -> name.startsWith(prefix));
    }

    /** Somebody puts another value into every cookie whose name begins so. */
    public void changeCookie(String prefix, String value) {
        cookies.replaceAll((name, was) -> name.startsWith(prefix) ? value : was);
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
        return cookies.isEmpty() ? request : request.header("Cookie", cookie());
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::remember);
            return answer;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void remember(String set) {
        var pair = set.split(";")[0].split("=", 2);
        if (pair[1].isEmpty()) cookies.remove(pair[0]);
        else cookies.put(pair[0], pair[1]);
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
