package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chimera.core.janus.Traffic;
import io.chimera.core.janus.TrafficBook;
import io.chimera.janus.cards.CardBooks;
import io.chimera.janus.command.Words;
import io.chimera.janus.desk.JanusDesk;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy with a desk, as in the program, that may reach this computer. */
final class ProxyHouse implements AutoCloseable {

    static final String SECRET = "velvet anchor thursday gravel";

    /** One Argon2 for most of a class's tests. */
    static final String ANNA = signIn("anna@anna.example", SECRET);

    final OffTheLoops notebook = new OffTheLoops();
    final CardBooks books = new CardBooks(notebook, Clock.systemUTC());
    final JanusDesk desk = new JanusDesk(
            Duration.ofMinutes(30), Clock.systemUTC(), new SecureRandom(), books, new TrafficBook(), _ -> {});
    final List<Traffic> traffic = new CopyOnWriteArrayList<>();
    final JanusProxy proxy;
    private volatile int ownPage = -1;

    private ProxyHouse(ProxySettings settings, Words words, Limits limits, Interception interception) {
        proxy = new JanusProxy(
                settings,
                (counters, executor) -> ProxyConfiguration.office(
                        settings,
                        words,
                        limits,
                        new Doorkeeper(desk, notebook::known, executor, new SecureRandom()),
                        traffic::add,
                        port -> isOwn(port),
                        interception,
                        counters,
                        executor,
                        Clock.systemUTC()));
        proxy.start();
    }

    private boolean isOwn(int port) {
        return proxy.isOwnPort(port) || port == ownPage;
    }

    static ProxyHouse open() {
        return open(settings(List.of("127.0.0.0/8"), List.of(), ""), Limits.usual());
    }

    static ProxyHouse open(ProxySettings settings, Limits limits) {
        return open(settings, limits, Interception.NONE);
    }

    static ProxyHouse open(ProxySettings settings, Limits limits, Interception interception) {
        return new ProxyHouse(settings, Words.USUAL, limits, interception);
    }

    /** One that knows words of somebody's own. */
    static ProxyHouse knowing(Words words) {
        return new ProxyHouse(
                settings(List.of("127.0.0.0/8"), List.of(), ""), words, Limits.usual(), Interception.NONE);
    }

    static ProxySettings settings(List<String> allow, List<String> plainHttp, String upstream) {
        return new ProxySettings(true, "127.0.0.1", 0, allow, List.of(), plainHttp, upstream, "", "", 1_000, List.of());
    }

    /** One that looks into some hosts. */
    static ProxyHouse lookingInto(Interception interception, List<Integer> ports, List<Path> trusted) {
        return open(
                new ProxySettings(
                        true,
                        "127.0.0.1",
                        0,
                        List.of("127.0.0.0/8", "localhost"),
                        ports,
                        List.of(),
                        "",
                        "",
                        "",
                        1_000,
                        trusted),
                Limits.usual(),
                interception);
    }

    static String signIn(String user, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(UTF_8));
    }

    /** A port of Chimera's own pages. */
    void ownPage(int port) {
        ownPage = port;
    }

    int port() {
        return ((ProxyState.Listening) proxy.state()).port();
    }

    Client client() {
        return new Client(port());
    }

    @Override
    public void close() {
        proxy.stop();
        desk.close();
    }
}
