/** The conversation: the list, the messages, the composer, the files. */
@NullMarked
package io.chimera.web.dialog;

import org.jspecify.annotations.NullMarked;
