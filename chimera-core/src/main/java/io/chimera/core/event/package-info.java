/** News: things that have already happened. */
@NullMarked
package io.chimera.core.event;

import org.jspecify.annotations.NullMarked;
