/** Telegram, through TDLib. */
@NullMarked
package io.chimera.telegram;

import org.jspecify.annotations.NullMarked;
