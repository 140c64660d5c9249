/**
 * TDLib in this process: its four functions, the one thread that receives, and clients whose news come in order. What is
 * said is JSON as TDLib's td_api.tl describes it.
 */
@NullMarked
package io.chimera.telegram.tdlib;

import org.jspecify.annotations.NullMarked;
