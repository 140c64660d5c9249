/** Who is near, and whether the account takes part. */
@NullMarked
package io.chimera.web.neighbour;

import org.jspecify.annotations.NullMarked;
