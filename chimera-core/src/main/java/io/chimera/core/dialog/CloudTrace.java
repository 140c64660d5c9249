package io.chimera.core.dialog;

import io.chimera.core.file.Sha256;
import io.chimera.core.route.Way;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * By what both people of a dialog recognise a text that went through the cloud. The cloud's ids cannot tell: it numbers
 * each account's messages apart. Its date and the words are the same on both sides.
 *
 * @param date the cloud's, in whole seconds since 1970
 * @param words the SHA-256 of the text in UTF-8, without white space around it and in Unicode's normal form C
 */
public record CloudTrace(Instant date, Sha256 words) {

    public CloudTrace {
        date = date.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The trace of a message of this account or of another's; only a text that went through the cloud has one. */
    public static Optional<CloudTrace> of(Message message) {
        if (message.cloudId().isEmpty() || !(message.body() instanceof Body.Text(var text))) return Optional.empty();
        return message.fate()
                .travel()
                .filter(travel -> travel.way() == Way.CLOUD)
                .map(travel -> new CloudTrace(message.mine() ? travel.at() : message.sentAt(), words(text)));
    }

    private static Sha256 words(String text) {
        return Sha256.over(
                Normalizer.normalize(text.strip(), Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8));
    }
}
