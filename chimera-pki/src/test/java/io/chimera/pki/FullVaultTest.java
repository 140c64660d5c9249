package io.chimera.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.identity.Credential;
import io.chimera.core.identity.CredentialRenewed;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.core.testing.SteppingClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The disk with the keys is really full while they are to be replaced. */
class FullVaultTest extends EnrolmentFixture {

    private final SteppingClock clock = new SteppingClock(Instant.now());
    private Path vault;
    private PkiSettings settings;
    private boolean mounted;

    @BeforeEach
    void start() throws Exception {
        vault = Files.createDirectories(folder.resolve("home/accounts/1001/keys"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=128k,mode=700", "tmpfs", vault.toString());
        settings = lab("lab", WIDE).settings();
        started(settings);
        if (!mounted) skip();
        certify(node, ANA);
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) run("umount", vault.toString());
    }

    @Override
    Clock clock() {
        return clock;
    }

    @Test
    void whatIsDueIsRenewedByItselfOnceThereIsRoom() throws Exception {
        var before = held();
        var filler = filled();
        clock.advance(Duration.ofHours(162));

        node.renewal.round();

        assertThat(held()).isEqualTo(before);
        assertThat(node.enroller.state(ANA))
                .isInstanceOfSatisfying(
                        Enrolment.Expiring.class,
                        told -> assertThat(told.why())
                                .contains("cannot be read or written", "nothing was changed", "No space left"));
        assertThat(node.events.of(CredentialRenewed.class)).hasSize(1);
        node.close();
        started(settings); // what is on the disk is whole
        assertThat(held()).isEqualTo(before);

        Files.delete(filler);
        clock.advance(Duration.ofMinutes(2));
        node.renewal.round();

        assertThat(held().notAfter()).isAfter(before.notAfter());
        assertThat(node.enroller.state(ANA)).isInstanceOf(Enrolment.Certified.class);
    }

    @Test
    void aNewKeyThatFindsNoRoomLeavesTheOldOne() throws Exception {
        var before = held();
        node.enroller.ask(ANA, "Laptop");
        var filler = filled();

        assertThat(failure(() -> node.enroller.prove(ANA, mailbox.code(ANA, 2))))
                .isEqualTo(Cause.STORAGE);
        assertThat(held()).isEqualTo(before);
        assertThat(failure(() -> node.enroller.ask(ANA, "Laptop"))).isEqualTo(Cause.STORAGE);
        assertThat(held()).isEqualTo(before);

        mailbox.code(ANA, 3); // the provider had sent one before there was no room for what it is for
        Files.delete(filler);
        certify(node, ANA);
        assertThat(held().key()).isNotEqualTo(before.key());
    }

    private Credential held() {
        return node.credentials(ANA).current().orElseThrow();
    }

    /** A file that takes all the room there is. */
    private Path filled() throws IOException {
        var filler = vault.resolve("filler");
        var block = new byte[4096];
        try (var out = Files.newOutputStream(filler)) {
            while (true) out.write(block);
        } catch (IOException full) {
            return filler;
        }
    }

    private static boolean run(String... command) throws Exception {
        var process = new ProcessBuilder(command).inheritIO().start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private static void skip() {
        var line = "skipped, because it was not found: the right to make a small disk (root)";
        if (Boolean.getBoolean("chimera.test.require")) Assertions.fail(line);
        System.out.println(line);
        Assumptions.abort(line);
    }
}
