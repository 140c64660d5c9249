/** Dialogs written down as a database. */
@NullMarked
package io.chimera.store.export;

import org.jspecify.annotations.NullMarked;
