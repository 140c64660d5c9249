/** What the tests of certificates are written with. */
@NullMarked
package io.chimera.pki.testing;

import org.jspecify.annotations.NullMarked;
