/**
 * The identity provider: an HTTPS server that sends a person a one-time code and, for the right answer, hands out the
 * token with which the certificate authority issues a certificate for that person's Telegram id.
 */
@NullMarked
package io.chimera.pki.identity;

import org.jspecify.annotations.NullMarked;
