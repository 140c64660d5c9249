package io.chimera.app;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.Enroller;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.lab.client.AutomaticPerson;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lab's people obtain their certificates by themselves, on the path everybody takes: they ask for a code, read it in
 * their dialog with the service, and hand it in.
 */
final class SelfEnrolment implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SelfEnrolment.class);
    private static final String DEVICE = "Chimera lab";
    private static final Duration FOR_A_CODE = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Enroller enroller;
    private final AutomaticPerson person;
    private final ExecutorService enrolling = Executors.newVirtualThreadPerTaskExecutor();

    SelfEnrolment(Enroller enroller, AutomaticPerson person) {
        this.enroller = enroller;
        this.person = person;
    }

    /** Enrols an account in the background, unless it is certified or gave its certificate back. */
    void begin(AccountId account) {
        enrolling.execute(() -> {
            try {
                enrol(account);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // closing; the next start goes on from here
            }
        });
    }

    private void enrol(AccountId account) throws InterruptedException {
        var pause = FIRST_PAUSE;
        while (isWanting(enroller.state(account))) {
            try {
                var before = person.bookmark(account);
                enroller.ask(account, DEVICE);
                var code = person.codeAfter(account, before, FOR_A_CODE);
                if (code.isPresent()) enroller.prove(account, code.get());
            } catch (EnrolmentFailed | IOException failed) {
                LOG.warn("account={} has no certificate yet, trying again: {}", account, failed.getMessage());
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private static boolean isWanting(Enrolment state) {
        return switch (state) {
            case Enrolment.Unknown() -> true;
            case Enrolment.Challenged _ -> true;
            case Enrolment.Expired _ -> true;
            case Enrolment.Certified _ -> false;
            case Enrolment.Expiring _ -> false;
            case Enrolment.Revoked _ -> false;
        };
    }

    @Override
    public void close() {
        enrolling.shutdownNow();
    }
}
