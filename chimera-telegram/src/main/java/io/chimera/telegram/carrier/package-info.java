/** Telegram as the cloud: one account's messages and files by TDLib, both ways. */
@NullMarked
package io.chimera.telegram.carrier;

import org.jspecify.annotations.NullMarked;
