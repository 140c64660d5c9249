/** Dialogs and their messages: the history of one account. */
@NullMarked
package io.chimera.core.dialog;

import org.jspecify.annotations.NullMarked;
