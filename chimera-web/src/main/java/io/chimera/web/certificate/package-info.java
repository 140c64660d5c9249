/** Obtaining, renewing and giving back the certificate. */
@NullMarked
package io.chimera.web.certificate;

import org.jspecify.annotations.NullMarked;
