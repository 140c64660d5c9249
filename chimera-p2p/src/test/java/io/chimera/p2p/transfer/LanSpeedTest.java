package io.chimera.p2p.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.chimera.core.arrival.Acceptance;
import io.chimera.core.arrival.Arrival;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.arrival.FileOffer;
import io.chimera.core.arrival.Receipt;
import io.chimera.core.contact.ContactId;
import io.chimera.core.file.FileName;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.file.SealedFile;
import io.chimera.core.file.Sha256;
import io.chimera.core.file.SharedFile;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome.Delivered;
import io.chimera.p2p.secure.MutualTls;
import io.chimera.p2p.secure.Protocol;
import io.chimera.p2p.testing.Doors;
import io.chimera.p2p.testing.LanNode;
import io.chimera.p2p.testing.Settings;
import io.chimera.p2p.testing.Street;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How fast the wire is, without a disk at its end, beside plain TLS in the same run. Prints what it measures. */
@Tag("long")
class LanSpeedTest extends Street {

    private static final int MIB = 1 << 20;
    private static final int FILE = 1024 * MIB;

    @Test
    void aTextOnAnOpenConnection() throws Exception {
        var anas = lonelyNode(ana).on();
        var brunos = countingNode(new Counting()).on();
        for (int i = 0; i < 5_000; i++) carry(anas, ana.text(bruno, "warm " + i), brunos.asNeighbour());
        var nanos = new long[5_000];
        for (int i = 0; i < nanos.length; i++) {
            var parcel = ana.text(bruno, "measured " + i);
            long begin = System.nanoTime();
            assertThat(carry(anas, parcel, brunos.asNeighbour())).isInstanceOf(Delivered.class);
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        print("text and receipt: p50 %d µs, p99 %d µs", nanos[2_500] / 1_000, nanos[4_950] / 1_000);
        assertThat(nanos[2_500]).isLessThan(5_000_000);
    }

    @Test
    void aHundredThousandTexts() throws Exception {
        var counting = new Counting();
        var anas = lonelyNode(ana).on();
        var brunos = countingNode(counting).on();
        var batch = IntStream.range(0, 64)
                .mapToObj(i -> ana.text(bruno, "m".repeat(200)))
                .toList();
        for (int i = 0; i < 100; i++) anas.carrier().carry(batch, brunos.asNeighbour());
        long begin = System.nanoTime();
        for (int sent = 0; sent < 100_000; sent += 64)
            assertThat(anas.carrier().carry(batch, brunos.asNeighbour())).allMatch(Delivered.class::isInstance);
        double seconds = (System.nanoTime() - begin) / 1e9;
        print("%.0f texts a second", 100_000 / seconds);
        assertThat(100_000 / seconds).isGreaterThan(2_000);
    }

    @Test
    void aGibibyte() throws Exception {
        var path = Files.createFile(folder.resolve("gibibyte"));
        var noise = new byte[MIB];
        new Random(1).nextBytes(noise);
        try (var out = Files.newOutputStream(path)) {
            for (int i = 0; i < FILE / MIB; i++) out.write(noise);
        }
        var counting = new Counting();
        var anas = lonelyNode(ana).on();
        var brunos = countingNode(counting).on();
        double best = 0;
        for (int round = 1; round <= 3; round++) {
            double plain = plainTls(noise);
            long cpu = cpu();
            double ours = send(anas, brunos, path);
            print(
                    "1 GiB: %.0f MiB/s, plain TLS %.0f MiB/s, ratio %.2f, %.2f CPU s/GiB both ends",
                    ours, plain, ours / plain, (cpu() - cpu) / 1e9);
            best = Math.max(best, ours / plain);
        }
        assertThat(best).isGreaterThan(0.6);
    }

    private double send(LanNode anas, LanNode brunos, Path path) throws Exception {
        var sealed = new SealedFile(path.toAbsolutePath(), FILE, new Sha256("0".repeat(64)));
        Parcel parcel = ana.parcel(
                bruno, new Cargo.File(new SharedFile(FileName.from("gibibyte"), SharedFile.UNKNOWN_TYPE, sealed)));
        long begin = System.nanoTime();
        assertThat(carry(anas, parcel, brunos.asNeighbour())).isInstanceOf(Delivered.class);
        return FILE / MIB / ((System.nanoTime() - begin) / 1e9);
    }

    /** The same handshake, the same writes, and nothing else. */
    private static double plainTls(byte[] noise) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var acceptor =
                    new MutualTls(() -> Optional.of(AUTHORITY.credential(1002)), Doors.open(), Clock.systemUTC());
            var receiver = Thread.ofVirtual().start(() -> {
                try (var line = acceptor.accept(
                        server.accept(), new ByteArrayInputStream(new byte[0]), EnumSet.of(Protocol.BULK))) {
                    var piece = new byte[256 * 1024];
                    while (line.in().read(piece) >= 0) {}
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            });
            var dialler = new MutualTls(() -> Optional.of(AUTHORITY.credential(1001)), Doors.open(), Clock.systemUTC());
            long begin = System.nanoTime();
            try (var socket = new Socket(server.getInetAddress(), server.getLocalPort());
                    var line = dialler.dial(socket, new ContactId(1002), EnumSet.of(Protocol.BULK))) {
                for (long sent = 0; sent < FILE; sent += 256 * 1024) line.out().write(noise, 0, 256 * 1024);
                line.endOutput();
                receiver.join();
            }
            return FILE / MIB / ((System.nanoTime() - begin) / 1e9);
        }
    }

    private LanNode countingNode(Counting counting) {
        return closing(new LanNode(
                bruno, counting, AUTHORITY.credential(1002), Settings.alone().build()));
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static void print(String format, Object... arguments) {
        System.out.printf("[LanSpeedTest] " + format + "%n", arguments);
    }

    /** Takes everything at once and keeps nothing. */
    private static final class Counting implements Arrivals {

        private final AtomicLong arrived = new AtomicLong();

        @Override
        public Acceptance offered(FileOffer offer) {
            return new Acceptance.Into(new Nowhere());
        }

        @Override
        public List<Receipt> arrived(List<Arrival> arrivals) {
            arrived.addAndGet(arrivals.size());
            return arrivals.stream().<Receipt>map(_ -> new Receipt.Stored()).toList();
        }
    }

    private static final class Nowhere implements IncomingFile {

        private long length;

        @Override
        public long length() {
            return length;
        }

        @Override
        public int crc32c() {
            return 0;
        }

        @Override
        public void write(ByteBuffer bytes) {
            length += bytes.remaining();
        }

        @Override
        public void restart() {
            length = 0;
        }

        @Override
        public SealedFile seal() {
            return new SealedFile(Path.of("/nowhere"), length, new Sha256("0".repeat(64)));
        }

        @Override
        public void close() {}
    }
}
