/** What was said before this store's history begins, from the cloud. */
@NullMarked
package io.chimera.core.history;

import org.jspecify.annotations.NullMarked;
