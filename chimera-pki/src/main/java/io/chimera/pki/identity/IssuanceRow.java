package io.chimera.pki.identity;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.provider.Register.Issuance;
import io.chimera.core.provider.Register.Revoked;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A row of table {@code issuance}. */
@Table("issuance")
record IssuanceRow(
        @Id @Nullable Long id,
        long telegramId,
        String fingerprint,
        String device,
        String asker,
        long at,
        @Nullable Long revokedAt,
        @Nullable RevocationReason reason,
        @Nullable String note) {

    KeyFingerprint key() {
        return new KeyFingerprint(fingerprint);
    }

    /** @param certificates the newest first */
    Issuance issuance(List<CertificateRow> certificates) {
        return new Issuance(
                new AccountId(telegramId),
                key(),
                device,
                asker,
                Instant.ofEpochMilli(at),
                certificates.stream().map(CertificateRow::serial).toList(),
                certificates.stream()
                        .map(certificate -> Instant.ofEpochMilli(certificate.until()))
                        .max(Instant::compareTo),
                revoked());
    }

    Optional<Revoked> revoked() {
        if (revokedAt == null) return Optional.empty();
        var why = reason == null ? RevocationReason.UNSPECIFIED : reason;
        return Optional.of(new Revoked(Instant.ofEpochMilli(revokedAt), why, note == null ? "" : note));
    }
}
