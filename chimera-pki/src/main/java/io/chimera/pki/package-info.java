/** Certificates that prove a Telegram id: enrolment, renewal, revocation, the identity provider, the lab authority. */
@NullMarked
package io.chimera.pki;

import org.jspecify.annotations.NullMarked;
