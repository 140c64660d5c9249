package io.chimera.core.identity;

import io.chimera.core.contact.ContactId;
import java.time.Instant;

/**
 * Who the other end of a connection proved to be.
 *
 * @param contact taken from the certificate, never from what was claimed
 * @param fingerprint SHA-256 of the certificate's public key (DER, SubjectPublicKeyInfo), lower-case hex
 * @param notAfter when the proof ends
 */
public record PeerIdentity(ContactId contact, String fingerprint, Instant notAfter) {}
