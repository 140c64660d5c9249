package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.chimera.janus.site.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The configuration, run by a JavaScript engine with what browsers give it beside the language. */
class PacTest {

    private static final String PROXY = "PROXY 127.0.0.1:8118";

    private static final String BROWSER = """
            const vm = require("vm"), fs = require("fs");
            const context = vm.createContext({
              isPlainHostName: host => !host.includes("."),
              dnsDomainIs: (host, domain) => host.length >= domain.length && host.endsWith(domain) });
            vm.runInContext(fs.readFileSync(process.argv[2], "utf8"), context);
            const asked = JSON.parse(fs.readFileSync(process.argv[3], "utf8"));
            console.log(JSON.stringify(asked.map(([url, host]) => context.FindProxyForURL(url, host))));
            """;

    @TempDir
    private Path folder;

    private static String script() throws IOException {
        return Pac.through(
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 8118),
                Set.of(new Site("example.com"), new Site("loja.com.br"), new Site("xn--bcher-kva.de")),
                Set.of(443, 8443));
    }

    /** What it answers to each address and host. */
    private List<String> answers(List<List<String>> asked) throws Exception {
        var node = System.getProperty("chimera.test.node", "node");
        assumeThat(Files.isExecutable(Path.of(node)) || node.equals("node") && found(node))
                .isTrue();
        var json = JsonMapper.builder().build();
        var script = Files.writeString(folder.resolve("proxy.pac"), script());
        var browser = Files.writeString(folder.resolve("browser.js"), BROWSER);
        var questions = Files.writeString(folder.resolve("asked.json"), json.writeValueAsString(asked));
        var running = new ProcessBuilder(node, browser.toString(), script.toString(), questions.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(running.getInputStream().readAllBytes(), UTF_8);
        assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).as(said).isZero();
        return List.of(json.readValue(said, String[].class));
    }

    private static boolean found(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private void all(String answer, String[]... asked) throws Exception {
        var questions = List.of(asked).stream().map(List::of).toList();
        var answers = answers(questions);
        for (int i = 0; i < asked.length; i++)
            assertThat(answers.get(i)).as("%s", questions.get(i)).isEqualTo(answer);
    }

    private static String[] ask(String url, String host) {
        return new String[] {url, host};
    }

    @Test
    void httpsOfWhatIsLookedIntoGoesThroughTheProxy() throws Exception {
        all(
                PROXY,
                ask("https://example.com/", "example.com"),
                ask("HTTPS://EXAMPLE.COM/", "EXAMPLE.COM"),
                ask("https://a.b.example.com/", "a.b.example.com"),
                ask("wss://live.example.com/feed", "live.example.com"),
                ask("https://example.com./", "example.com."),
                ask("https://example.com:443/", "example.com"),
                ask("https://example.com:8443/x?y:1", "example.com"),
                ask("https://loja.com.br?x", "loja.com.br"),
                ask("https://user:444@example.com/", "example.com"),
                ask("https://xn--bcher-kva.de/", "xn--bcher-kva.de"));
    }

    @Test
    void allOtherHttpsGoesStraight() throws Exception {
        all(
                "DIRECT",
                ask("https://other.com/", "other.com"),
                ask("https://notexample.com/", "notexample.com"),
                ask("https://example.com.evil.net/", "example.com.evil.net"),
                ask("https://evil.net/?https://example.com/", "evil.net"),
                ask("https://example.com@evil.net/", "evil.net"),
                ask("https://example.com:444/", "example.com"),
                ask("https://user:443@example.com:444/", "example.com"),
                ask("wss://example.com:9999/", "example.com"),
                ask("https://com.br/", "com.br"),
                ask("https://constructor/", "constructor"),
                ask("https://a.constructor/", "a.constructor"),
                ask("https://__proto__/", "__proto__"),
                ask("https://toString.hasOwnProperty/", "toString.hasOwnProperty"),
                ask("https://./", "."),
                ask("https:///", ""),
                ask("https://..example..com../", "..example..com.."),
                ask("https://example.com\\.evil.net/", "example.com\\.evil.net"),
                ask("https://exa\"mple\u2028.com/", "exa\"mple\u2028.com"),
                ask("https://[::1]:443/", "[::1]"),
                ask("https://127.0.0.1/", "127.0.0.1"),
                ask("ftp://example.com/", "example.com"),
                ask("httpsx://example.com/", "example.com"),
                ask("example.com", "example.com"));
    }

    @Test
    void whatGoesInClearTakesTheProxyUnlessItIsOfThisNetwork() throws Exception {
        all(
                PROXY,
                ask("http://example.com/", "example.com"),
                ask("http://other.com:8080/", "other.com"),
                ask("HTTP://10.example/", "10.example"));
        all(
                "DIRECT",
                ask("http://localhost:3000/", "localhost"),
                ask("http://localhost./", "localhost."),
                ask("ws://printer/", "printer"),
                ask("ws://other.com/", "other.com"),
                ask("http://a.local/", "a.local"),
                ask("http://192.168.1.1/", "192.168.1.1"),
                ask("http://[fe80::1]/", "[fe80::1]"));
    }

    @Test
    void aNameThatIsNoneIsNotWrittenIntoTheProgram() throws Exception {
        var script = Pac.through(
                new InetSocketAddress(InetAddress.getByName("::1"), 8118),
                Set.of(new Site("a\"};alert(1);//"), new Site("example.com")),
                Set.of(443));
        assertThat(script)
                .contains("var sites = {\"example.com\": true};", "PROXY [0:0:0:0:0:0:0:1]:8118")
                .doesNotContain("alert");
    }
}
