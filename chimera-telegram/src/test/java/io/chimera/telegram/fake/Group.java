package io.chimera.telegram.fake;

import io.chimera.telegram.fake.tl.Tl;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** A few people who talk together; everybody has the messages in their own box. Guarded by the {@link World}. */
final class Group {

    final long id;
    final Profile creator;
    final int date;
    final SequencedSet<Profile> members = new LinkedHashSet<>();

    String title;
    int version = 1;

    Group(long id, String title, Profile creator, int date) {
        this.id = id;
        this.title = title;
        this.creator = creator;
        this.date = date;
        members.add(creator);
    }

    Peer.OfGroup peer() {
        return new Peer.OfGroup(id);
    }

    Tl seenBy(Profile viewer) {
        if (!members.contains(viewer)) return Tl.of("chatForbidden", "id", id, "title", title);
        return Tl.of(
                "chat",
                "creator",
                viewer.equals(creator),
                "id",
                id,
                "title",
                title,
                "photo",
                Tl.of("chatPhotoEmpty"),
                "participants_count",
                members.size(),
                "date",
                date,
                "version",
                version,
                "default_banned_rights",
                Tl.of("chatBannedRights"));
    }

    Tl participants() {
        var participants = members.stream().map(this::participant).toList();
        return Tl.of("chatParticipants", "chat_id", id, "participants", participants, "version", version);
    }

    private Tl participant(Profile member) {
        return member.equals(creator)
                ? Tl.of("chatParticipantCreator", "user_id", member.id)
                : Tl.of("chatParticipant", "user_id", member.id, "inviter_id", creator.id, "date", date);
    }
}
