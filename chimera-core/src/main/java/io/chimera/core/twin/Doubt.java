package io.chimera.core.twin;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Likeness;
import io.chimera.core.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that came or went straight, of which there may be a copy in the cloud: its author may not have heard that it
 * arrived, and have sent it there as well.
 *
 * @param mine whether this account wrote it
 * @param from the earliest date at which the cloud may have got the copy, by the cloud's clock
 * @param until the latest
 * @param certain whether there is a copy for sure; otherwise it must be asked
 * @param copy what has been taken for it, on trial until its author says so; never when it is certain
 */
public record Doubt(
        MessageId message,
        DialogId dialog,
        boolean mine,
        Likeness likeness,
        Instant from,
        Instant until,
        boolean certain,
        Optional<CloudCopy> copy) {

    /** How far the clocks of two computers, or the cloud's and ours, may be apart. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    /** How long after it arrived a message may be sent again by somebody who has not heard of it. */
    private static final Duration NOT_HEARD = Duration.ofHours(24);

    /** How long a cloud's own client may keep what it could not send. */
    private static final Duration KEPT = Duration.ofDays(30);

    /** The cloud counts in seconds, and two accounts of it may be told apart by one. */
    private static final Duration SAME_DATE = Duration.ofSeconds(2);

    /** Its author may not have heard that it came. */
    public static Doubt unheard(MessageId message, DialogId dialog, Likeness likeness, Instant arrived) {
        return new Doubt(
                message,
                dialog,
                false,
                likeness,
                arrived.minus(CLOCKS_APART),
                arrived.plus(NOT_HEARD),
                false,
                Optional.empty());
    }

    /** It was tried by the cloud first, and nothing was heard of that. */
    public static Doubt perhapsInCloud(
            MessageId message, DialogId dialog, boolean mine, Likeness likeness, Instant firstTried) {
        return new Doubt(
                message,
                dialog,
                mine,
                likeness,
                firstTried.minus(CLOCKS_APART),
                firstTried.plus(KEPT),
                false,
                Optional.empty());
    }

    /** Whether a copy may have this date in the cloud. */
    public boolean covers(Instant date) {
        return !date.isBefore(from) && !date.isAfter(until);
    }

    /** On trial: this is taken for the copy. */
    public Doubt with(CloudCopy taken) {
        return new Doubt(message, dialog, mine, likeness, from, until, certain, Optional.of(taken));
    }

    /** There is a copy, and nothing is taken for it yet; {@code date} says when the cloud got it, if that is known. */
    public Doubt settled(Optional<Instant> date) {
        return new Doubt(
                message,
                dialog,
                mine,
                likeness,
                date.map(known -> known.minus(SAME_DATE)).orElse(from),
                date.map(known -> known.plus(SAME_DATE)).orElse(until),
                true,
                Optional.empty());
    }
}
