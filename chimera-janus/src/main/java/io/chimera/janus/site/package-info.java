/** Which site a request belongs to: the registrable domain, by a list that never changes by itself. */
@NullMarked
package io.chimera.janus.site;

import org.jspecify.annotations.NullMarked;
