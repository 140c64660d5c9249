/**
 * A Telegram of our own, against which the genuine TDLib signs in and chats: {@link io.chimera.telegram.fake.FakeTelegram}
 * is where a test begins. It shows that TDLib and we understand each other; what Telegram's own servers do, it can only
 * imitate.
 */
@NullMarked
package io.chimera.telegram.fake;

import org.jspecify.annotations.NullMarked;
