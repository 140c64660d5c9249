/** Who else is writing at this moment. */
@NullMarked
package io.chimera.web.typing;

import org.jspecify.annotations.NullMarked;
