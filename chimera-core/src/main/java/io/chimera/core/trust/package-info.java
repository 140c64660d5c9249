/** The keys a person's contacts prove themselves with, and how two people find out that nobody stands between them. */
@NullMarked
package io.chimera.core.trust;

import org.jspecify.annotations.NullMarked;
