/** TL, the language Telegram's protocol is written in: its schema, its values, and their bytes. */
@NullMarked
package io.chimera.telegram.fake.tl;

import org.jspecify.annotations.NullMarked;
