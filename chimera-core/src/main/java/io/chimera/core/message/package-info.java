/** What names a message. */
@NullMarked
package io.chimera.core.message;

import org.jspecify.annotations.NullMarked;
