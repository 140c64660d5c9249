package io.chimera.pki.lab;

import io.chimera.pki.disk.Ledger;
import io.chimera.pki.https.Body;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the authority must remember: issued certificates, used tokens, revocations, and its revocation list. */
final class CaLedger {

    private final Ledger ledger;

    CaLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A certificate taken back. */
    record Revocation(BigInteger serial, int reasonCode, Instant at) {}

    /** A revocation list as it was signed. */
    record SignedList(long number, Instant madeAt, Instant nextUpdate, Body der) {}

    void issued(X509Certificate certificate, String commonName, Provisioner by, Instant at) {
        ledger.change(sql -> sql.sql("""
                        insert into certificate (serial, provisioner, common_name, not_before, not_after, issued_at, der)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        certificate.getSerialNumber().toString(),
                        by.name(),
                        commonName,
                        certificate.getNotBefore().toInstant().toEpochMilli(),
                        certificate.getNotAfter().toInstant().toEpochMilli(),
                        at.toEpochMilli(),
                        encoded(certificate))
                .update());
    }

    /** Marks a token as used; false if it was already. */
    boolean use(String token, Instant at) {
        return ledger.change(sql -> sql.sql("insert into used_token (id, used_at) values (?, ?) on conflict do nothing")
                        .params(token, at.toEpochMilli())
                        .update())
                == 1;
    }

    /** Marks a certificate as revoked and the revocation list as outdated; false if it was revoked already. */
    boolean revoke(BigInteger serial, int reasonCode, String reason, Instant at) {
        return ledger.change(sql -> {
            var added = sql.sql("""
                            insert into revocation (serial, reason_code, reason, revoked_at)
                            values (?, ?, ?, ?) on conflict do nothing""")
                    .params(serial.toString(), reasonCode, reason, at.toEpochMilli())
                    .update();
            sql.sql("update revocation_list set outdated = 1").update();
            return added == 1;
        });
    }

    boolean isRevoked(BigInteger serial) {
        return ledger.read(sql -> sql.sql("select count(*) from revocation where serial = ?")
                        .param(serial.toString())
                        .query(Integer.class)
                        .single())
                > 0;
    }

    /** Revocations of certificates that have not ended before a moment, and of unknown ones. */
    List<Revocation> revocations(Instant endingAfter) {
        return ledger.read(sql -> sql.sql("""
                        select serial, reason_code, revoked_at from revocation
                        left join certificate using (serial)
                        where not_after is null or not_after >= ?
                        order by revoked_at, serial""")
                .param(endingAfter.toEpochMilli())
                .query((row, _) -> new Revocation(
                        new BigInteger(row.getString(1)), row.getInt(2), Instant.ofEpochMilli(row.getLong(3))))
                .list());
    }

    /** The last list that was signed, unless a revocation has outdated it. */
    Optional<SignedList> revocationList() {
        return ledger.read(sql -> sql.sql(
                        "select number, made_at, next_update, der from revocation_list where outdated = 0")
                .query((row, _) -> new SignedList(
                        row.getLong(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        Instant.ofEpochMilli(row.getLong(3)),
                        Body.of(row.getBytes(4))))
                .optional());
    }

    /** Keeps the list that is signed for the next number, in place of the last. */
    SignedList replaceRevocationList(Function<Long, SignedList> signedFor) {
        return ledger.change(sql -> {
            var last = sql.sql("select coalesce(max(number), 0) from revocation_list")
                    .query(Long.class)
                    .single();
            var next = signedFor.apply(last + 1);
            sql.sql("delete from revocation_list").update();
            sql.sql("insert into revocation_list (number, made_at, next_update, outdated, der) values (?, ?, ?, 0, ?)")
                    .params(
                            next.number(),
                            next.madeAt().toEpochMilli(),
                            next.nextUpdate().toEpochMilli(),
                            next.der().bytes())
                    .update();
            return next;
        });
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate without an encoding", e);
        }
    }
}
