package io.chimera.pki.identity;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.pki.identity.Challenge.Wanted;
import io.chimera.pki.x509.SigningRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A row of table {@code challenge}. */
@Table("challenge")
@SuppressWarnings("ArrayRecordComponent") // as the driver wants it; rows are never compared
record ChallengeRow(
        @Id String id,
        long telegramId,
        String asker,
        String request,
        byte[] code,
        long createdAt,
        long expiresAt,
        long tries,
        @Nullable Long usedAt,
        String device,
        String fingerprint) {

    static ChallengeRow of(Challenge challenge, SealedCode code) {
        return new ChallengeRow(
                challenge.id(),
                challenge.person().telegramUser(),
                challenge.asker(),
                challenge.wanted().map(wanted -> wanted.request().hex()).orElse(""),
                code.bytes(),
                challenge.createdAt().toEpochMilli(),
                challenge.expiresAt().toEpochMilli(),
                0,
                null,
                challenge.device(),
                challenge.wanted().map(wanted -> wanted.key().hex()).orElse(""));
    }

    Challenge challenge() {
        var wanted = fingerprint.isEmpty()
                ? Optional.<Wanted>empty()
                : Optional.of(new Wanted(new SigningRequest.Digest(request), new KeyFingerprint(fingerprint)));
        return new Challenge(
                id,
                new AccountId(telegramId),
                asker,
                device,
                wanted,
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(expiresAt));
    }
}
