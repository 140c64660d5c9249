package io.chimera.core.dialog;

import io.chimera.core.file.Sha256;
import io.chimera.core.route.Way;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * By what both people of a dialog recognise a message that went through the cloud. The cloud's ids cannot tell: it numbers
 * each account's messages apart. Its date and what is in it are the same on both sides.
 *
 * @param date the cloud's, in whole seconds since 1970
 * @param content of words, the SHA-256 of the text in UTF-8, without white space around it and in Unicode's normal form C;
 *     of a file, its {@link Likeness}
 */
public record CloudTrace(Instant date, Sha256 content) {

    public CloudTrace {
        date = date.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The trace of a message of this account or of another's; only one that went through the cloud has one. */
    public static Optional<CloudTrace> of(Message message) {
        return date(message).flatMap(date -> content(message.body()).map(content -> new CloudTrace(date, content)));
    }

    /** Whether this is the trace of a message. Looks at what is in it only if the date is right. */
    public boolean isOf(Message message) {
        return date(message).map(at -> at.truncatedTo(ChronoUnit.SECONDS)).equals(Optional.of(date))
                && content(message.body()).equals(Optional.of(content));
    }

    /** The cloud's, of a message that went through it. */
    private static Optional<Instant> date(Message message) {
        if (message.cloudId().isEmpty()) return Optional.empty();
        return message.fate()
                .travel()
                .filter(travel -> travel.way() == Way.CLOUD)
                .map(travel -> message.mine() ? travel.at() : message.sentAt());
    }

    private static Optional<Sha256> content(Body body) {
        return body instanceof Body.Text(var text, var _)
                ? Optional.of(words(text))
                : Likeness.of(body).map(Likeness::value);
    }

    private static Sha256 words(String text) {
        return Sha256.over(
                Normalizer.normalize(text.strip(), Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8));
    }
}
