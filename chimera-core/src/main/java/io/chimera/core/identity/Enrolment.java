package io.chimera.core.identity;

import java.time.Instant;

/** How far an account is with its certificate. What may be done next depends on the state. */
public sealed interface Enrolment {

    /** Nothing was asked for yet. */
    record Unknown() implements Enrolment {}

    /**
     * A one-time code is on its way to the person, or there already.
     *
     * @param expiresAt after this the code is worth nothing and another must be asked for
     */
    record Challenged(Instant expiresAt) implements Enrolment {}

    /** The account holds a certificate which is good now. */
    record Certified(CertificateFacts certificate) implements Enrolment {}

    /** The certificate is good, but two thirds of its life are over and renewing has not worked so far. */
    record Expiring(CertificateFacts certificate, String why) implements Enrolment {}

    /** The certificate has ended; the person must prove themselves again. */
    record Expired(CertificateFacts certificate) implements Enrolment {}

    /** The certificate was taken back before its end. */
    record Revoked(CertificateFacts certificate, String reason) implements Enrolment {}

    /**
     * What a person may want to know of a certificate.
     *
     * @param serial lower-case hex, as certificate viewers show it
     * @param issuer the issuing authority's name
     * @param fingerprint SHA-256 of the public key (SubjectPublicKeyInfo, DER), lower-case hex
     */
    record CertificateFacts(
            String serial, String issuer, Instant notBefore, Instant notAfter, String algorithm, String fingerprint) {}
}
