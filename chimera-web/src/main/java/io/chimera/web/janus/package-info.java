/** The pages about who somebody is at each site. */
@NullMarked
package io.chimera.web.janus;

import org.jspecify.annotations.NullMarked;
