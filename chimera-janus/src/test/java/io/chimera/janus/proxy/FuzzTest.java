package io.chimera.janus.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.util.ResourceLeakDetector;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Requests of every kind with bytes exchanged, removed, doubled and moved from one to the other, on connections that stay as
 * long as they may: ten thousand, a hundred thousand where nothing may be skipped, a million with {@code --long}.
 */
class FuzzTest {

    private static final boolean LONG = Boolean.getBoolean("chimera.test.long");
    private static final int TIMES = LONG ? 1_000_000 : Boolean.getBoolean("chimera.test.require") ? 100_000 : 10_000;
    private static final int PEOPLE = 4;
    private static final Duration LONGEST = Duration.ofMinutes(LONG ? 40 : 6);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final ResourceLeakDetector.Level usual = ResourceLeakDetector.getLevel();
    private ProxyHouse house;
    private TestSite site;

    @BeforeEach
    void open() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        log.start();
        for (var name : List.of("io.netty.util.ResourceLeakDetector", Exchange.class.getName()))
            ((Logger) LoggerFactory.getLogger(name)).addAppender(log);
        house = ProxyHouse.open();
        site = TestSite.friendly();
    }

    @AfterEach
    void close() {
        site.close();
        house.close();
        for (var name : List.of("io.netty.util.ResourceLeakDetector", Exchange.class.getName()))
            ((Logger) LoggerFactory.getLogger(name)).detachAppender(log);
        ResourceLeakDetector.setLevel(usual);
    }

    private List<String> kinds() {
        var url = site.url("/x");
        var me = " HTTP/1.1\r\nHost: x\r\nProxy-Authorization: " + ProxyHouse.ANNA + "\r\n";
        var typed = Base64.getEncoder().encodeToString("\\u:\\p".getBytes(ISO_8859_1));
        var multipart = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\\u\r\n--b\r\nContent-Disposition:"
                + " form-data; name=\"f\"; filename=\"x\"\r\n\r\n\\p\r\n--b--\r\n";
        return List.of(
                "GET " + url + "?a=%5Cu&b=1" + me + "\r\n",
                "HEAD " + url + me + "\r\n",
                "GET " + url + me + "Authorization: Basic " + typed + "\r\n\r\n",
                "POST " + url + me
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 13\r\n\r\nu=%5Cu&x=a+b&",
                "POST " + url + me
                        + "Content-Type: application/json\r\nContent-Length: 21\r\n\r\n{\"a\":\"\\\\u\",\"b\":[1,2]}",
                "POST " + url + me + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: "
                        + multipart.length() + "\r\n\r\n" + multipart,
                "POST " + url + me
                        + "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n4\r\na=\\u\r\n0\r\n\r\n",
                "PUT " + url + me + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
                "CONNECT 127.0.0.1:1" + me + "\r\n",
                "GET " + url + me + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
                "OPTIONS " + url + me + "Connection: close, x\r\nX: y\r\n\r\n",
                "GET /proxy.pac HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    @Test
    void noRequestDoesHarm() throws Exception {
        try (var client = house.client()) {
            assertThat(client.get(site.url("/")).status()).isEqualTo(200);
        }
        var kinds = kinds();
        var answered = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var people = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < PEOPLE; i++) {
                int seed = 4711 + i;
                people.add(() -> ask(kinds, new Random(seed), TIMES / PEOPLE, answered));
            }
            int asked = 0;
            for (var one : threads.invokeAll(people)) asked += one.get();
            System.out.println(asked + " requests, " + answered + " answers");
            assertThat(asked).isEqualTo(TIMES);
            assertThat(answered.get())
                    .as("not all of them end their connections")
                    .isGreaterThan(TIMES / 3);
        }
        try (var client = house.client()) {
            assertThat(client.get(site.url("/")).status()).isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> house.proxy.connections() == 0);
        System.gc(); // what leaked is told when its place is taken
        try (var client = house.client()) {
            for (int i = 0; i < 100; i++)
                assertThat(client.get(site.url("/")).status()).isEqualTo(200);
        }
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
    }

    private int ask(List<String> kinds, Random random, int times, AtomicInteger answered) {
        var until = System.nanoTime() + LONGEST.toNanos();
        @Nullable Client client = null;
        int asked = 0;
        for (; asked < times && System.nanoTime() < until; asked++) {
            if (client == null) client = house.client();
            try {
                boolean cut = random.nextInt(8) == 0;
                client.hurry().send(broken(kinds, random, cut));
                if (!cut && client.perhaps().isPresent()) answered.incrementAndGet();
                else client = left(client); // who sent half of it leaves without waiting
            } catch (UncheckedIOException | IndexOutOfBoundsException | NumberFormatException lost) {
                // it ended, or its client cannot tell any more where an answer ends: after HEAD for instance
                client = left(client);
            }
            if (asked % 500 == 499) {
                site.seen.clear();
                house.traffic.clear();
                if (client != null) client = left(client);
                serveSomebodyGood();
            }
        }
        if (client != null) client.close();
        return asked;
    }

    private void serveSomebodyGood() {
        try (var good = house.client()) {
            assertThat(good.get(site.url("/good")).status()).isEqualTo(200);
        }
    }

    private static @Nullable Client left(Client client) {
        client.close();
        return null;
    }

    private static byte[] broken(List<String> kinds, Random random, boolean cut) {
        var bytes = new StringBuilder(kinds.get(random.nextInt(kinds.size())));
        for (int i = random.nextInt(4); i > 0 && !bytes.isEmpty(); i--) {
            int at = random.nextInt(bytes.length());
            var other = kinds.get(random.nextInt(kinds.size()));
            int from = random.nextInt(other.length());
            switch (random.nextInt(4)) {
                case 0 -> bytes.setCharAt(at, (char) random.nextInt(256));
                case 1 -> bytes.deleteCharAt(at);
                case 2 -> bytes.insert(at, bytes.substring(at, Math.min(bytes.length(), at + random.nextInt(40))));
                default -> bytes.insert(at, other, from, Math.min(other.length(), from + random.nextInt(40)));
            }
        }
        if (cut && bytes.length() > 1) bytes.setLength(1 + random.nextInt(bytes.length() - 1));
        return bytes.toString().getBytes(ISO_8859_1);
    }
}
