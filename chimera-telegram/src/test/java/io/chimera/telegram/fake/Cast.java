package io.chimera.telegram.fake;

import io.chimera.telegram.fake.tl.Tl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everybody an answer speaks of, as whoever asked may see them: no client takes a message from an unknown person. */
final class Cast {

    /** Everybody is there all the time, and everybody may see it: otherwise TDLib tells less of who writes. */
    private static final int ONLINE_SECONDS = 300;

    private final World world;
    private final Profile viewer;
    private final Set<Profile> people = new LinkedHashSet<>();
    private final Set<Peer> places = new LinkedHashSet<>();

    Cast(World world, Profile viewer) {
        this.world = world;
        this.viewer = viewer;
    }

    Cast with(Peer peer) {
        switch (peer) {
            case Peer.OfUser(var id) -> people.add(world.person(id));
            case Peer.OfGroup _, Peer.OfChannel _ -> places.add(peer);
        }
        return this;
    }

    Cast with(Profile person) {
        people.add(person);
        return this;
    }

    Cast with(Collection<Profile> many) {
        people.addAll(many);
        return this;
    }

    Cast with(Letter letter) {
        letter.author.ifPresent(people::add);
        letter.content.action().ifPresent(action -> {
            for (var user : action.numbers("users")) people.add(world.person(user));
            if (action.has("user_id")) people.add(world.person(action.number("user_id")));
        });
        return this;
    }

    Cast with(Box.Entry entry) {
        return with(entry.peer()).with(entry.letter());
    }

    /** The answer with everybody in it. */
    Tl in(Tl answer) {
        return answer.with("users", users()).with("chats", chats());
    }

    /** News, as they are pushed and as what changes something is answered. */
    Tl updates(List<Tl> updates) {
        return in(Tl.of("updates", "updates", updates, "date", world.now(), "seq", 0));
    }

    List<Tl> users() {
        return people.stream().map(this::seen).toList();
    }

    List<Tl> chats() {
        var chats = new ArrayList<Tl>();
        for (var place : places) {
            switch (place) {
                case Peer.OfGroup(var id) -> chats.add(world.group(id).seenBy(viewer));
                case Peer.OfChannel(var id) -> chats.add(world.channel(id).seenBy(viewer));
                case Peer.OfUser _ -> {}
            }
        }
        return chats;
    }

    Tl seen(Profile person) {
        boolean known = viewer.contacts.containsKey(person);
        var name = viewer.contacts.getOrDefault(person, person.name);
        return Tl.of(
                "user",
                "self",
                person.equals(viewer),
                "contact",
                known,
                "mutual_contact",
                known && person.contacts.containsKey(viewer),
                "bot",
                person.bot,
                "id",
                person.id,
                "access_hash",
                person.accessHash,
                "first_name",
                name.first(),
                "last_name",
                name.last().isEmpty() ? null : name.last(),
                "username",
                person.username.isEmpty() ? null : person.username,
                "phone",
                person.bot ? null : person.phone,
                "bot_info_version",
                person.bot ? 1 : null,
                "status",
                person.bot ? null : Tl.of("userStatusOnline", "expires", world.now() + ONLINE_SECONDS));
    }
}
