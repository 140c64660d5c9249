/** MTProto 2.0 as Telegram's servers speak it, over loopback: SOCKS5, transport, keys, sessions. It knows no chats. */
@NullMarked
package io.chimera.telegram.fake.mtproto;

import org.jspecify.annotations.NullMarked;
