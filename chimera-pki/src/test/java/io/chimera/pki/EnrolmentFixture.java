package io.chimera.pki;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.EnrolmentFailed.Cause;
import io.chimera.pki.identity.Limits;
import io.chimera.pki.identity.Limits.Rate;
import io.chimera.pki.lab.LabCaSettings.Lives;
import io.chimera.pki.lab.LabPki;
import io.chimera.pki.testing.Mailbox;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** One computer of Ana's and Bruno's, and labs to obtain certificates from. */
abstract class EnrolmentFixture {

    static final AccountId ANA = new AccountId(1001);
    static final AccountId BRUNO = new AccountId(7_000_000_001L);

    /** So wide that only the limit a test is about is met. */
    static final Limits WIDE = new Limits(
            5,
            1000,
            1000,
            1000,
            Duration.ZERO,
            new Rate(10_000, Duration.ofMillis(1)),
            new Rate(10_000, Duration.ofMillis(1)));

    @TempDir
    Path folder;

    final Mailbox mailbox = new Mailbox(ANA, BRUNO);
    Node node;
    private final List<LabPki> labs = new ArrayList<>();

    @AfterEach
    void stop() {
        labs.forEach(LabPki::close);
        node.close();
    }

    abstract Clock clock();

    /** A lab of this test alone; the same name again is the same lab after a restart. */
    final LabPki lab(String name, Limits limits) throws IOException {
        var lab = LabPki.start(plan(folder.resolve(name), limits), mailbox, clock());
        labs.add(lab);
        return lab;
    }

    static LabPki.Plan plan(Path home, Limits limits) {
        return new LabPki.Plan(home, InetAddress.getLoopbackAddress(), false, 0, 0, Lives.USUAL, limits);
    }

    /** The computer after a start with these settings; what was in its memory before is lost. */
    final Node started(PkiSettings settings) throws IOException {
        node = new Node(settings, folder.resolve("home"), clock());
        return node;
    }

    final void certify(Node node, AccountId account) throws EnrolmentFailed {
        var letters = mailbox.letters(account).size();
        node.enroller.ask(account, "Laptop");
        node.enroller.prove(account, mailbox.code(account, letters + 1));
    }

    static Cause failure(ThrowingCallable step) {
        return catchThrowableOfType(EnrolmentFailed.class, step).reason();
    }

    static String wrong(String code) {
        return (code.charAt(0) == '0' ? '1' : '0') + code.substring(1);
    }
}
