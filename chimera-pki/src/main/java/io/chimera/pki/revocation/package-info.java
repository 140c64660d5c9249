/** Which certificates and keys were taken back: fetched, verified, kept, and asked of without a network. */
@NullMarked
package io.chimera.pki.revocation;

import org.jspecify.annotations.NullMarked;
