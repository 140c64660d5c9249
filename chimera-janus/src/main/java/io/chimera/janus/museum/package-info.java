/** The algorithm of 2001, for comparison. */
@NullMarked
package io.chimera.janus.museum;

import org.jspecify.annotations.NullMarked;
