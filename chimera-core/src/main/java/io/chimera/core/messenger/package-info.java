/** One signed-in account's whole application, and all of those that are open. */
@NullMarked
package io.chimera.core.messenger;

import org.jspecify.annotations.NullMarked;
