package io.chimera.pki.revocation;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Somebody who tells what was taken back, with why asking them last failed. What they told before stays known. */
abstract class Source {

    private static final Logger log = LoggerFactory.getLogger(Source.class);

    private volatile @Nullable String trouble;
    private volatile boolean asked;

    /** Asks; says whether something was taken back of which that was not known before. */
    abstract boolean fetch() throws ListRefused;

    /** Why what is known is too old to go by; empty while it is not. */
    abstract Optional<String> tooOld();

    /** Why asking last failed, or why the answer is no news; empty if all is well. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Whether it has been asked since the start: before that, not to know is no news. */
    final boolean wasAsked() {
        return asked;
    }

    /** Notes how asking went. The same trouble is told once, and its end. */
    final void went(@Nullable String now) {
        var before = trouble;
        trouble = now;
        asked = true;
        if (Objects.equals(before, now)) return;
        if (now == null) log.info("What was taken back is known again");
        else log.warn("{} What was known before still counts.", now);
    }
}
