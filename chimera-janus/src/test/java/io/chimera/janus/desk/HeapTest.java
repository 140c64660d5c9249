package io.chimera.janus.desk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.chimera.core.account.AccountId;
import io.chimera.core.janus.ProfileKey;
import io.chimera.core.janus.ScriptedNotebook;
import io.chimera.core.janus.TrafficBook;
import io.chimera.core.janus.Wanted;
import io.chimera.janus.cards.CardBooks;
import io.chimera.janus.derive.KitSecret;
import io.chimera.janus.derive.MasterKey;
import io.chimera.janus.derive.Profile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left in Java's memory after the lock. */
class HeapTest {

    private static final AccountId ANA = new AccountId(1);
    private static final byte MASK = 0x5a;

    @TempDir
    Path folder;

    /** What was asked for is kept masked here, so that looking for it does not find the list of what to look for. */
    private record Told(byte[] secret, byte[] key, byte[] user, byte[] password) {}

    @Test
    void afterTheLockNothingThatCanBeReachedHoldsTheSecretOrAKeyOrAValue() throws Exception {
        try (var desk = new JanusDesk(
                Duration.ofMinutes(30),
                Clock.systemUTC(),
                new SecureRandom(),
                new CardBooks(new ScriptedNotebook(), Clock.systemUTC()),
                new TrafficBook(),
                _ -> {})) {
            var told = use(desk);
            assertThat(holds(dumped("unlocked"), told.key()))
                    .as("the key, while it is unlocked")
                    .isTrue();
            desk.lock(ANA);
            var heap = dumped("locked");
            assertThat(holds(heap, told.key())).as("the key").isFalse();
            assertThat(holds(heap, told.secret())).as("the secret").isFalse();
            assertThat(holds(heap, told.user())).as("the user name").isFalse();
            assertThat(holds(heap, told.password())).as("the password").isFalse();
        }
    }

    private static Told use(JanusDesk desk) throws Exception {
        var secret = HexFormat.of().formatHex(new SecureRandom().generateSeed(16));
        try (var key = ProfileKey.of("anna", secret.toCharArray()).withMailDomain("anna.example")) {
            desk.unlock(ANA, key);
        }
        var shop = desk.at(ANA, Wanted.at("shop.example.com"));
        return new Told(masked(secret), masked(key(secret)), masked(shop.user()), masked(shop.password()));
    }

    /** The same key once more, which it shows to nobody: it is read where it lies, and zeroed. */
    private static String key(String secret) throws Exception {
        try (var key = MasterKey.derive(Profile.of("anna"), secret.toCharArray(), KitSecret.none())) {
            var bytes = MasterKey.class.getDeclaredField("key");
            bytes.setAccessible(true);
            return new String((byte[]) bytes.get(key), ISO_8859_1);
        }
    }

    private static byte[] masked(String value) {
        var bytes = value.getBytes(ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) bytes[i] ^= MASK;
        return bytes;
    }

    /** As the JDK writes it: objects that can be reached, and no others. */
    private ByteBuffer dumped(String name) throws IOException {
        var file = folder.resolve(name + ".hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
        try (var channel = FileChannel.open(file)) {
            return channel.map(MapMode.READ_ONLY, 0, channel.size());
        }
    }

    /** In text, which has a byte for each letter, or in an array of characters, which has two. */
    private static boolean holds(ByteBuffer heap, byte[] masked) {
        var letters = new String(masked(new String(masked, ISO_8859_1)), ISO_8859_1);
        return holdsBytes(heap, letters.getBytes(ISO_8859_1)) || holdsBytes(heap, letters.getBytes(UTF_16BE));
    }

    private static boolean holdsBytes(ByteBuffer heap, byte[] wanted) {
        for (int at = 0; at <= heap.limit() - wanted.length; at++) {
            int same = 0;
            while (same < wanted.length && heap.get(at + same) == wanted[same]) same++;
            if (same == wanted.length) return true;
        }
        return false;
    }
}
