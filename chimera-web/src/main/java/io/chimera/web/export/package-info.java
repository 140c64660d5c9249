/** Dialogs written down as pages, and for programs. */
@NullMarked
package io.chimera.web.export;

import org.jspecify.annotations.NullMarked;
