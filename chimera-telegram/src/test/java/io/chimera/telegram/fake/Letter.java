package io.chimera.telegram.fake;

import io.chimera.telegram.fake.tl.Tl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody wrote, whosever box it lies in. Guarded by the {@link World}. */
final class Letter {

    /**
     * What a letter says.
     *
     * @param media as messages carry it
     * @param action what happened, of a letter that nobody wrote
     */
    record Content(String text, List<Tl> entities, Optional<Tl> media, Optional<Tl> action) {

        static Content text(String text) {
            return new Content(text, List.of(), Optional.empty(), Optional.empty());
        }

        static Content media(String caption, Tl media) {
            return new Content(caption, List.of(), Optional.of(media), Optional.empty());
        }

        static Content action(Tl action) {
            return new Content("", List.of(), Optional.empty(), Optional.of(action));
        }

        /** What a person would call it: its words, or the name of its file. */
        String called() {
            return media.flatMap(Shelf::fileName).orElse(text);
        }
    }

    /** Whoever wrote it; a channel's own letters have nobody. */
    final Optional<Profile> author;

    final int date;

    /** Under which number it lies in whose box. */
    final Map<Profile, Integer> ids = new HashMap<>();

    /** The letter this one answers, if it does. */
    final @Nullable Letter answers;

    Content content;
    int edited;

    Letter(Optional<Profile> author, int date, Content content, @Nullable Letter answers) {
        this.author = author;
        this.date = date;
        this.content = content;
        this.answers = answers;
    }

    /** The message, complete but for what depends on where it lies. */
    Tl message(int id, Peer peer, boolean out) {
        var common = Tl.of(
                content.action().isPresent() ? "messageService" : "message",
                "id",
                id,
                "out",
                out,
                "peer_id",
                peer.tl(),
                "from_id",
                author.map(who -> who.peer().tl()).orElse(null),
                "post",
                author.isEmpty(),
                "date",
                date);
        if (content.action().isPresent())
            return common.with("action", content.action().get());
        return common.with("message", content.text())
                .with("entities", content.entities().isEmpty() ? null : content.entities())
                .with("media", content.media().orElse(null))
                .with("edit_date", edited == 0 ? null : edited);
    }
}
