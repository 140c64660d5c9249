package io.chimera.telegram.fake;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody who has a number at Telegram, and what Telegram keeps for them. Guarded by the {@link World}. */
final class Profile {

    /** A name somebody gave to one of their contacts. */
    record Name(String first, String last) {

        /** A name in one piece: the first word, and the rest. */
        static Name of(String whole) {
            var space = whole.indexOf(' ');
            return space < 0 ? new Name(whole, "") : new Name(whole.substring(0, space), whole.substring(space + 1));
        }

        @Override
        public String toString() {
            return (first + " " + last).strip();
        }
    }

    final long id;
    final long accessHash;
    final String phone;
    final Box box = new Box(this);
    final Map<Profile, Name> contacts = new LinkedHashMap<>();

    /** Who was last seen to write to this person, and when, in seconds. */
    final Map<Profile, Integer> writing = new HashMap<>();

    /** What was sent, by the number its sender chose for it: nothing is sent twice. */
    final Map<Long, Sending> sent = new HashMap<>();

    Name name;
    String username = "";
    boolean bot;
    private @Nullable Password password;

    /** @param phone digits */
    Profile(long id, long accessHash, String phone, Name name) {
        this.id = id;
        this.accessHash = accessHash;
        this.phone = phone;
        this.name = name;
    }

    Peer.OfUser peer() {
        return new Peer.OfUser(id);
    }

    Optional<Password> password() {
        return Optional.ofNullable(password);
    }

    void password(Password now) {
        password = now;
    }
}
