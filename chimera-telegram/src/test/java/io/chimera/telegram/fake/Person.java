package io.chimera.telegram.fake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.chimera.telegram.fake.mtproto.RpcFailure;
import io.chimera.telegram.fake.tl.Tl;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at Telegram, as a test sees them: what they do here they do with a device that is not part of the test, so that
 * all their own clients learn of it as well.
 */
public final class Person extends Addressee {

    private static final String LOGIN = "tg://login?token=";

    /** Clients show it for so long. */
    private static final int TYPING_SECONDS = 6;

    private final FakeTelegram fake;
    private final Profile profile;

    Person(FakeTelegram fake, Profile profile) {
        this.fake = fake;
        this.profile = profile;
    }

    public long id() {
        return profile.id;
    }

    /** With a plus sign. */
    public String phone() {
        return "+" + profile.phone;
    }

    /** What a bot signs in with. */
    public String token() {
        return profile.id + ":" + profile.accessHash;
    }

    /** From now on the person needs a password to sign in. */
    public Person hasPassword(String password, String hint) {
        var kept = Password.of(password, hint);
        fake.does(() -> profile.password(kept));
        return this;
    }

    public Person isCalled(String username) {
        fake.does(() -> profile.username = username);
        return this;
    }

    /** Knows somebody under a name of their own. */
    public Person knows(Person other, String as) {
        fake.does(() -> profile.contacts.put(other.profile, Profile.Name.of(as)));
        return this;
    }

    /** The first and the last name this person gave to one of their contacts. */
    public List<String> names(Person other) {
        return fake.asked(() -> {
            var name = Optional.ofNullable(profile.contacts.get(other.profile)).orElseThrow();
            return List.of(name.first(), name.last());
        });
    }

    public void writes(Addressee to, String text) {
        writes(to, text, List.of());
    }

    /** @param entities how its stretches look: constructors of {@code MessageEntity} */
    public void writes(Addressee to, String text, List<Tl> entities) {
        send(to, new Letter.Content(text, entities, Optional.empty(), Optional.empty()), null);
    }

    /** Answers the newest message of a dialog with these words, or this file, whoever sent it. */
    public void answers(Addressee in, String called, String text) {
        fake.does(() -> {
            var answered =
                    newest(one -> one.peer().equals(in.peer()) && called(one).equals(called), called);
            send(in, Letter.Content.text(text), answered.letter());
        });
    }

    /** Sends a file of no particular type. */
    public void sends(Addressee to, String fileName, byte[] content) {
        sends(to, fileName, "application/octet-stream", content);
    }

    /** With words. */
    public void sends(Addressee to, String fileName, byte[] content, String words) {
        sends(to, fileName, "application/octet-stream", content, words);
    }

    public void sends(Addressee to, String fileName, String type, byte[] content) {
        sends(to, fileName, type, content, "");
    }

    private void sends(Addressee to, String fileName, String type, byte[] content, String words) {
        fake.does(() -> {
            var file = fake.shelf().document(fileName, type, List.of(), content);
            send(to, Letter.Content.media(words, file), null);
        });
    }

    private void send(Addressee to, Letter.Content content, @Nullable Letter answers) {
        fake.does(() -> {
            try {
                fake.post().send(Post.Hand.of(profile), to.peer(), content, answers, OptionalLong.empty());
            } catch (RpcFailure refused) {
                throw new IllegalStateException(refused);
            }
        });
    }

    /** Gives the newest own message with these words other words. */
    public void edits(String was, String is) {
        fake.does(() -> {
            var entry = newest(one -> one.out() && called(one).equals(was), was);
            var content = entry.letter().content;
            try {
                fake.post()
                        .edit(
                                Post.Hand.of(profile),
                                entry,
                                new Letter.Content(is, List.of(), content.media(), content.action()));
            } catch (RpcFailure refused) {
                throw new IllegalStateException(refused);
            }
        });
    }

    /** Removes the newest own message with these words, or this file, everywhere. */
    public void deletes(String called) {
        fake.does(() -> {
            var entry = newest(one -> one.out() && called(one).equals(called), called);
            fake.post().delete(Post.Hand.of(profile), List.of(entry), true);
        });
    }

    /** Has seen everything up to the newest message from somebody with these words. */
    public void sees(Addressee from, String called) {
        fake.does(() -> {
            fake.post()
                    .read(
                            Post.Hand.of(profile),
                            from.peer(),
                            received(from, called).id());
        });
    }

    /** Is seen to write something. */
    public void types(Addressee to) {
        acts(to, "sendMessageTypingAction");
    }

    /** Is seen to write no longer. */
    public void stopsTyping(Addressee to) {
        acts(to, "sendMessageCancelAction");
    }

    /** @param action a constructor of {@code SendMessageAction} without fields */
    public void acts(Addressee to, String action) {
        fake.does(() -> fake.post().acts(Post.Hand.of(profile), to.peer(), Tl.of(action)));
    }

    /** Whether somebody is seen to write to this person. */
    public boolean seesTyping(Person other) {
        return fake.asked(() -> {
            var since = profile.writing.get(other.profile);
            return since != null && fake.now() - since < TYPING_SECONDS;
        });
    }

    /** Reads the picture another device shows, and lets it in. */
    public void accepts(String link) {
        if (!link.startsWith(LOGIN)) throw new IllegalArgumentException("no link to sign in with: " + link);
        var bytes = Base64.getUrlDecoder().decode(link.substring(LOGIN.length()).getBytes(US_ASCII));
        fake.does(() -> {
            var token = fake.logins()
                    .token(bytes)
                    .orElseThrow(() -> new IllegalArgumentException("nobody shows this link: " + link));
            fake.auth().accept(token, profile);
        });
    }

    /** What this person has from somebody, or in a group from everybody else: words, or the name of a file; oldest first. */
    public List<String> has(Addressee from) {
        return fake.asked(() -> entries(from).stream()
                .filter(entry -> !entry.out())
                .filter(entry -> entry.letter().content.action().isEmpty())
                .map(Person::called)
                .toList());
    }

    /** How the stretches of the newest message from somebody with these words look: constructors of {@code MessageEntity}. */
    public List<Tl> hasLooks(Addressee from, String words) {
        return fake.asked(() -> received(from, words).letter().content.entities());
    }

    /** What the newest message from somebody with these words answers, as this person has it: words, or a file's name. */
    public Optional<String> hasAnswered(Addressee from, String words) {
        return fake.asked(() -> {
            var message = received(from, words).message();
            if (!message.has("reply_to")) return Optional.empty();
            return profile.box
                    .entry(message.tl("reply_to").integer("reply_to_msg_id"))
                    .map(Person::called);
        });
    }

    private Box.Entry received(Addressee from, String called) {
        return newest(
                one -> !one.out()
                        && one.peer().equals(from.peer())
                        && called(one).equals(called),
                called);
    }

    /** The content of the newest file of this name in a dialog, whoever sent it. */
    public Optional<byte[]> hasFile(Addressee with, String fileName) {
        return fake.asked(() -> entries(with).reversed().stream()
                .flatMap(entry -> entry.letter().content.media().stream())
                .filter(media -> Shelf.fileName(media).filter(fileName::equals).isPresent())
                .findFirst()
                .map(media -> fake.content(media.tl("document"))));
    }

    /** What this person has written to somebody, from whichever device; oldest first. */
    public List<String> hasWritten(Addressee to) {
        return fake.asked(() ->
                entries(to).stream().filter(Box.Entry::out).map(Person::called).toList());
    }

    /** The newest of this person's own messages of which they know that the other has seen it. */
    public Optional<String> knowsSeen(Addressee by) {
        return fake.asked(() -> entries(by).reversed().stream()
                .filter(entry -> entry.out() && entry.id() <= profile.box.readByOthers(by.peer()))
                .findFirst()
                .map(Person::called));
    }

    /** How many messages of somebody's this person has not seen. */
    public int hasUnread(Addressee from) {
        return fake.asked(() -> profile.box.unread(from.peer()));
    }

    /**
     * Whether this person's clients are there and have asked where their news begin. What is sent before that is no news to
     * them: they find it when they look at the dialog.
     */
    public boolean listens() {
        return fake.asked(() -> fake.logins().isListening(profile));
    }

    /** On how many computers this person is signed in. */
    public int computers() {
        return fake.asked(() -> fake.logins().computersOf(profile).size());
    }

    Profile profile() {
        return profile;
    }

    @Override
    Peer peer() {
        return profile.peer();
    }

    private List<Box.Entry> entries(Addressee with) {
        return profile.box.with(with.peer());
    }

    private Box.Entry newest(Predicate<Box.Entry> wanted, String called) {
        return profile.box.all().stream()
                .filter(wanted)
                .max(Comparator.comparingInt(Box.Entry::id))
                .orElseThrow(() -> new IllegalArgumentException("there is no message “" + called + "”"));
    }

    private static String called(Box.Entry entry) {
        return entry.letter().content.called();
    }
}
