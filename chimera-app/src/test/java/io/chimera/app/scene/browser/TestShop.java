package io.chimera.app.scene.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chimera.app.scene.SitePapers;
import io.chimera.app.scene.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A shop over HTTPS in a process of its own (node), with a certificate from an authority of its own. */
final class TestShop implements AutoCloseable {

    private static final String AUTHORITY = "Shops Authority";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path root;
    private final Process process;
    private final int port;
    private final List<JsonNode> told = new CopyOnWriteArrayList<>();

    private TestShop(Path root, Process process, int port) {
        this.root = root;
        this.process = process;
        this.port = port;
    }

    /**
     * Opens it.
     *
     * @param folder for its certificates
     * @param names what its certificate is for
     */
    static TestShop open(Path folder, String... names) throws Exception {
        var node = Tools.require("chimera.test.node");
        var papers = SitePapers.issue(AUTHORITY, folder, names);
        var script = folder.resolve("shop.mjs");
        try (var text = TestShop.class.getResourceAsStream("shop.mjs")) {
            Files.copy(text, script);
        }
        var process = new ProcessBuilder(
                        node,
                        script.toString(),
                        papers.certificate().toString(),
                        papers.key().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new BufferedReader(process.inputReader(UTF_8));
        var shop = new TestShop(papers.root(), process, Integer.parseInt(lines.readLine()));
        Thread.ofVirtual().start(() -> shop.listen(lines));
        return shop;
    }

    private void listen(BufferedReader lines) {
        try (lines) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) told.add(JSON.readTree(line));
        } catch (IOException over) {
            // it was closed
        }
    }

    /** The certificate of its authority, as PEM. */
    Path root() {
        return root;
    }

    /** How its authority is called. */
    static String authority() {
        return AUTHORITY;
    }

    int port() {
        return port;
    }

    /** An account that was opened there. */
    record Account(String user, String password, String mail) {}

    /** The newest account. */
    Optional<Account> newest() {
        return told.reversed().stream()
                .filter(one -> one.has("joined"))
                .findFirst()
                .map(one -> new Account(
                        one.path("joined").asString(),
                        one.path("password").asString(),
                        one.path("mail").asString("")));
    }

    /** What it was asked for at a path: the versions of HTTP. */
    List<String> versions(String path) {
        return told.stream()
                .filter(one -> one.path("path").asString("").equals(path))
                .map(one -> one.path("version").asString())
                .toList();
    }

    /** Whether it ever saw somebody's sign-in at the proxy. */
    boolean sawSignIn() {
        return told.stream().anyMatch(one -> one.path("signIn").asBoolean());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(stopped));
        }
    }
}
