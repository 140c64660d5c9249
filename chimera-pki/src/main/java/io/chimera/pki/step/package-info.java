/** The HTTP API of smallstep's step-ca as its clients see it, and the one-time tokens it takes. */
@NullMarked
package io.chimera.pki.step;

import org.jspecify.annotations.NullMarked;
