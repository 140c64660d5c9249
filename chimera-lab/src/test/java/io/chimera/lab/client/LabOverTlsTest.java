package io.chimera.lab.client;

import static io.chimera.lab.testing.LabTown.ANA;
import static io.chimera.lab.testing.LabTown.BRUNO;
import static io.chimera.lab.testing.LabTown.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.chimera.core.account.AccountId;
import io.chimera.core.file.Sha256;
import io.chimera.core.testing.SteppingClock;
import io.chimera.lab.net.PinnedTrust;
import io.chimera.lab.net.TokenFolder;
import io.chimera.lab.server.LabCloudServer;
import io.chimera.lab.testing.FolderShelf;
import io.chimera.lab.testing.Keys;
import io.chimera.lab.testing.LabNode;
import io.chimera.lab.testing.LabTown;
import io.chimera.lab.testing.Noise;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabOverTlsTest {

    private static final String HERE = "ip:127.0.0.1";

    @TempDir
    private static Path keyFolder;

    private static Keys certified;
    private static Keys forAnotherName;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeKeys() throws Exception {
        certified = Keys.certified(keyFolder, HERE);
        forAnotherName = Keys.certified(keyFolder, "dns:1002");
    }

    @Test
    void withTheServersOwnKeyPinnedEverythingGoes() throws Exception {
        var pinned = forAnotherName.fingerprint("server");
        try (var server = start(forAnotherName);
                var ana = node(ANA, server, pinned);
                var bruno = node(BRUNO, server, pinned)) {
            ana.writes(BRUNO, "nobody else reads this");
            ana.sends(BRUNO, Noise.file(folder, "secret.bin", 3_000_000));
            await().untilAsserted(
                            () -> assertThat(bruno.words(ANA)).containsExactly("nobody else reads this", "secret.bin"));
        }
    }

    @Test
    void aServerThatThePinnedAuthorityVouchesForIsTrusted() throws Exception {
        try (var server = start(certified)) {
            assertThat(name(server, certified.fingerprint("authority"))).isEqualTo("Ana Figueira");
            assertThat(name(server, certified.fingerprint("server"))).isEqualTo("Ana Figueira");
        }
    }

    @Test
    void anAuthorityVouchesForNoOtherNameThanItSays() throws Exception {
        try (var server = start(forAnotherName)) {
            assertUnreachable(server, forAnotherName.fingerprint("authority"), Clock.systemUTC());
        }
    }

    @Test
    void anotherKeyIsNotTrusted() throws Exception {
        try (var server = start(forAnotherName)) {
            assertUnreachable(server, certified.fingerprint("server"), Clock.systemUTC());
        }
    }

    @Test
    void aCertificateThatHasEndedIsNotTrustedThoughItsKeyIsPinned() throws Exception {
        var inAMonth = new SteppingClock(Clock.systemUTC().instant().plus(Duration.ofDays(30)));
        try (var server = start(forAnotherName)) {
            assertUnreachable(server, forAnotherName.fingerprint("server"), inAMonth);
        }
    }

    private void assertUnreachable(LabCloudServer server, Sha256 pinned, Clock clock) {
        assertThatExceptionOfType(Broken.class)
                .isThrownBy(() -> name(server, pinned, clock))
                .satisfies(broken -> assertThat(broken.left()).isFalse());
    }

    private String name(LabCloudServer server, Sha256 pinned) throws Exception {
        return name(server, pinned, Clock.systemUTC());
    }

    private String name(LabCloudServer server, Sha256 pinned, Clock clock) throws Exception {
        try (var lines = lines(server, pinned, clock)) {
            return new LabPhonebook(lines).account(ANA).name();
        }
    }

    private LabCloudServer start(Keys keys) throws Exception {
        return LabCloudServer.start(
                LabTown.site(folder, 0, Optional.of(keys.context())), LabTown.people(), Clock.systemUTC());
    }

    private LabNode node(AccountId account, LabCloudServer server, Sha256 pinned) throws IOException {
        return new LabNode(
                account,
                lines(server, pinned, Clock.systemUTC()),
                new FolderShelf(folder.resolve("shelf-" + account)),
                own -> own);
    }

    private LabLines lines(LabCloudServer server, Sha256 pinned, Clock clock) {
        return new LabLines(
                new LabLines.Reach(
                        server.address(),
                        Optional.of(PinnedTrust.context(pinned, clock)),
                        new TokenFolder(folder.resolve("lab/tokens")),
                        folder.resolve("accounts")),
                QUICK);
    }
}
