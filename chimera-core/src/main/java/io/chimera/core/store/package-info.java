/** One account's durable memory. */
@NullMarked
package io.chimera.core.store;

import org.jspecify.annotations.NullMarked;
