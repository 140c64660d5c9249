/** Keys, signing requests and certificates as values, and the one text form (PEM) they travel and lie in. */
@NullMarked
package io.chimera.pki.x509;

import org.jspecify.annotations.NullMarked;
