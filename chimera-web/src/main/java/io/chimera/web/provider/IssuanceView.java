package io.chimera.web.provider;

import io.chimera.core.provider.Register.Issuance;
import io.chimera.web.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A certified key, as a row and as a page.
 *
 * @param path of its own page
 * @param revocable whether there is anything left to take back
 */
record IssuanceView(
        String person,
        String device,
        String asker,
        String at,
        String until,
        Validity validity,
        String validityName,
        String key,
        List<String> serials,
        Optional<RevokedView> revoked,
        String path,
        boolean revocable) {

    /** That it was taken back, when and why. */
    record RevokedView(String at, String reason, String note) {}

    static IssuanceView of(Issuance issuance, Instant now, Words words) {
        var validity = Validity.of(issuance, now);
        return new IssuanceView(
                issuance.person().toString(),
                issuance.device(),
                issuance.asker(),
                words.moments().full(issuance.at(), now),
                issuance.until().map(end -> words.moments().full(end, now)).orElse("–"),
                validity,
                words.of(validity),
                issuance.key().hex().replaceAll("(..)(?=.)", "$1:"),
                issuance.serials().stream()
                        .map(serial -> serial.replaceAll("(.{4})(?=.)", "$1 "))
                        .toList(),
                issuance.revoked()
                        .map(taken -> new RevokedView(
                                words.moments().full(taken.at(), now),
                                words.of(taken.reason(), "operator"),
                                taken.note())),
                "/issued/" + issuance.person() + "/" + issuance.key().hex(),
                validity != Validity.REVOKED);
    }
}
