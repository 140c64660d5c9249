package io.chimera.pki;

import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.StepCa;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate authority of the settings. Got to know at first use, so that a start does not wait for it. */
final class Authority implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Authority.class);

    private static final Pattern VERSION = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\..*");

    /** Before 0.29 a revocation token was good for any serial number (smallstep/certificates, commit 1011f5f5). */
    private static final int SAFE_MINOR = 29;

    private final PkiSettings settings;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable StepCa known;

    Authority(PkiSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The authority, after its root has been checked once. */
    StepCa ca() throws EnrolmentFailed {
        try {
            return met();
        } catch (AuthorityFailed e) {
            throw Failures.of(e);
        }
    }

    /** The same, in the authority's own words. */
    StepCa met() throws AuthorityFailed {
        turn.lock();
        try {
            if (known == null) known = meet();
            return known;
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            if (known != null) known.close();
        } finally {
            turn.unlock();
        }
    }

    private StepCa meet() throws AuthorityFailed {
        var ca = StepCa.bootstrap(settings.caUrl(), settings.caFingerprint(), clock, settings.patience());
        var version = ca.version();
        if (isOld(version)) {
            log.warn(
                    "The certificate authority is step-ca {}; versions before 0.29 let anybody with a revocation token"
                            + " revoke any certificate. Ask who runs it for a newer one.",
                    version);
        }
        return ca;
    }

    /** Builds without a version call themselves 0.0.0, and are not judged. */
    static boolean isOld(String version) {
        var numbers = VERSION.matcher(version);
        if (!numbers.matches() || version.startsWith("0.0.0")) return false;
        return Integer.parseInt(numbers.group(1)) == 0 && Integer.parseInt(numbers.group(2)) < SAFE_MINOR;
    }
}
