package io.chimera.app.scene.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Proxy;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.chimera.app.scene.JanusPorts;
import io.chimera.app.scene.Node;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser with the identity proxy, at a site that wants accounts. */
class JanusProxyIT {

    private static final String SECRET = "velvet anchor thursday gravel";
    private static final String FORM = """
            <!doctype html><meta charset=utf-8><title>Shop</title>
            <form method=post action=%s><input name=user><input name=password type=password>
            <input name=mail><button>Go</button></form>""";

    @TempDir
    Path folder;

    private final Map<String, String> accounts = new ConcurrentHashMap<>();
    private final Map<String, String> addresses = new ConcurrentHashMap<>();

    @Test
    void anAccountIsOpenedWithCommandsAndUsedAgainAfterARestart() throws Exception {
        var site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", this::serve);
        site.start();
        var shop = "127.0.0.1:" + site.getAddress().getPort();
        try (var chromium = Chromium.launch();
                var node = Node.start(
                        "lab",
                        folder.resolve("lab"),
                        List.of(),
                        "--chimera.lan.v1.on=false",
                        "--chimera.lan.port=0",
                        "--chimera.lab.people=1001",
                        "--chimera.janus.proxy.allow=127.0.0.1",
                        "--chimera.janus.proxy.plain-http=" + shop)) {
            assertThat(submitted(chromium, node, "http://" + shop + "/join", "\\@"))
                    .isEqualTo("Welcome");
            assertThat(accounts).hasSize(1);
            var user = accounts.keySet().iterator().next();
            assertThat(user).matches("[a-z]{10}[0-9]{2}");
            assertThat(accounts.get(user)).matches("[A-Za-z0-9]{22}");
            assertThat(addresses.get(user)).endsWith("@anna.example");

            node.stop();
            node.startAgain();
            assertThat(submitted(chromium, node, "http://" + shop + "/enter", ""))
                    .isEqualTo("Welcome back");
            assertThat(node.output()).doesNotContain(SECRET, accounts.get(user));
            try (var files = Files.walk(node.home())) {
                for (var file : files.filter(Files::isRegularFile).toList())
                    assertThat(new String(Files.readAllBytes(file), UTF_8))
                            .as("%s", file)
                            .doesNotContain(SECRET)
                            .doesNotContain(accounts.get(user));
            }
        } finally {
            site.stop(0);
        }
    }

    /** Fills the form in with commands, in a browser that was never used before; what the site says then. */
    private static String submitted(Chromium chromium, Node node, String url, String mail) throws Exception {
        var proxy = new Proxy("http://127.0.0.1:" + JanusPorts.proxyOf(node))
                .setBypass("<-loopback>")
                .setUsername("anna@anna.example")
                .setPassword(SECRET);
        try (var fresh = chromium.browser().newContext(new Browser.NewContextOptions().setProxy(proxy))) {
            Page page = fresh.newPage();
            page.navigate(url);
            page.locator("input[name=user]").fill("\\u");
            page.locator("input[name=password]").fill("\\p");
            page.locator("input[name=mail]").fill(mail);
            page.locator("button").click();
            assertThat(page.locator("h1")).isVisible();
            return page.locator("h1").innerText();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var page = exchange.getRequestMethod().equals("POST")
                    ? "<!doctype html><h1>" + judged(path, fields(exchange)) + "</h1>"
                    : FORM.formatted(path);
            var bytes = page.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String judged(String path, Map<String, String> fields) {
        var user = fields.getOrDefault("user", "");
        var password = fields.getOrDefault("password", "");
        if (path.equals("/enter")) return password.equals(accounts.get(user)) ? "Welcome back" : "Who are you?";
        accounts.put(user, password);
        addresses.put(user, fields.getOrDefault("mail", ""));
        return "Welcome";
    }

    private static Map<String, String> fields(HttpExchange exchange) throws IOException {
        var fields = new TreeMap<String, String>();
        for (var pair : new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("&")) {
            int equals = pair.indexOf('=');
            fields.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        return fields;
    }
}
