/** Dialogs written down for other programs, and for people. */
@NullMarked
package io.chimera.core.export;

import org.jspecify.annotations.NullMarked;
