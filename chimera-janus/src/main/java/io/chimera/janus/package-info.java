/** One secret, a different person for every site. */
@NullMarked
package io.chimera.janus;

import org.jspecify.annotations.NullMarked;
