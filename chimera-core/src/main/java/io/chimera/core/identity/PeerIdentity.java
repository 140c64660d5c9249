package io.chimera.core.identity;

import io.chimera.core.contact.ContactId;
import java.time.Instant;

/**
 * Who the other end of a connection proved to be.
 *
 * @param contact taken from the certificate, never from what was claimed
 * @param fingerprint of the key it proved to hold
 * @param notAfter when the proof ends
 */
public record PeerIdentity(ContactId contact, KeyFingerprint fingerprint, Instant notAfter) {}
