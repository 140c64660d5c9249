/** Signing in to Telegram. */
@NullMarked
package io.chimera.telegram.signin;

import org.jspecify.annotations.NullMarked;
