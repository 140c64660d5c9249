/** A certificate authority of this computer alone, for the sites somebody chose, and the choice of sites. */
@NullMarked
package io.chimera.janus.authority;

import org.jspecify.annotations.NullMarked;
