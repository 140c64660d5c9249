package io.chimera.telegram.carrier;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Span;
import io.chimera.core.file.DistantFile;
import io.chimera.core.file.FileName;
import io.chimera.core.file.SharedFile;
import io.chimera.core.message.CloudMessageId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads TDLib's objects; see td_api.tl for their fields. Pure. */
final class Decoding {

    /** Written by a person, and shown by Telegram only. All other kinds tell that something happened. */
    private static final Set<String> UNSHOWN = Set.of(
            "messageRichMessage",
            "messagePaidMedia",
            "messageExpiredPhoto",
            "messageExpiredVideo",
            "messageExpiredVideoNote",
            "messageExpiredVoiceNote",
            "messageLiveLocation",
            "messageLocation",
            "messageVenue",
            "messageContact",
            "messageGame",
            "messagePoll",
            "messageStakeDice",
            "messageStory",
            "messageChecklist",
            "messageInvoice",
            "messageGiveaway",
            "messageUnsupported");

    private static final int PREFIX = "message".length();

    private Decoding() {}

    static TdMessage message(JsonNode message) {
        return new TdMessage(
                message.path("chat_id").asLong(0),
                message.path("id").asLong(0),
                message.path("is_outgoing").asBoolean(false),
                sender(message),
                Instant.ofEpochSecond(message.path("date").asLong(0)),
                message.path("edit_date").asLong(0) > 0,
                state(message.path("sending_state")),
                answered(message),
                said(message.path("content"), message.path("date").asLong(0)));
    }

    /** A person, or a chat that speaks for itself; in a chat of two it is plain who it is. */
    static Author sender(JsonNode about) {
        var sender = about.path("sender_id");
        long chat = about.path("chat_id").asLong(0);
        long user = sender.path("user_id").asLong(chat);
        return user > 0
                ? new Author.Them(new ContactId(user))
                : new Author.Chat(new DialogId(sender.path("chat_id").asLong(chat)));
    }

    /** What it answers, as far as that is in the same chat. */
    private static Optional<CloudMessageId> answered(JsonNode message) {
        var answered = message.path("reply_to");
        long id = answered.path("message_id").asLong(0);
        boolean isHere = type(answered).equals("messageReplyToMessage")
                && answered.path("chat_id").asLong(0) == message.path("chat_id").asLong(0);
        return isHere && TdMessage.isTelegrams(id) ? Optional.of(new CloudMessageId(id)) : Optional.empty();
    }

    private static TdMessage.State state(JsonNode sending) {
        return switch (type(sending)) {
            case "messageSendingStatePending" -> TdMessage.State.PENDING;
            case "messageSendingStateFailed" -> TdMessage.State.FAILED;
            default -> TdMessage.State.THERE;
        };
    }

    /** @param date of the message, for files that have no name */
    static Said said(JsonNode content, long date) {
        var kind = type(content);
        return switch (kind) {
            case "messageText" -> words(content.path("text"));
            case "messageAnimatedEmoji", "messageDice" ->
                new Said.Words(content.path("emoji").asString(""));
            case "messageSticker" ->
                sticker(content.path("sticker").path("emoji").asString(""));
            case "messageDocument" -> document(content, content.path("document"), "document", "");
            case "messageVideo" -> document(content, content.path("video"), "video", "video-" + date + ".mp4");
            case "messageAudio" -> document(content, content.path("audio"), "audio", "audio-" + date + ".mp3");
            case "messageAnimation" ->
                document(content, content.path("animation"), "animation", "animation-" + date + ".mp4");
            case "messageVoiceNote" -> document(content, content.path("voice_note"), "voice", "voice-" + date + ".ogg");
            case "messageVideoNote" -> document(content, content.path("video_note"), "video", "video-" + date + ".mp4");
            case "messagePhoto" -> photo(content, "photo-" + date + ".jpg");
            default -> UNSHOWN.contains(kind) ? unshown(kind) : new Said.Notice();
        };
    }

    private static Said sticker(String emoji) {
        return emoji.isBlank() ? unshown("messageSticker") : new Said.Words(emoji);
    }

    private static Said.Words unshown(String kind) {
        var words =
                kind.substring(PREFIX).replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return new Said.Words("[" + words + ", to be seen in Telegram]");
    }

    /** @param nameless what it is called when its sender did not say */
    private static Said document(JsonNode content, JsonNode about, String field, String nameless) {
        var name = about.path("file_name").asString("");
        return file(
                content,
                about.path(field),
                name.isEmpty() ? nameless : name,
                about.path("mime_type").asString(SharedFile.UNKNOWN_TYPE));
    }

    private static Said photo(JsonNode content, String name) {
        return content.path("photo")
                .path("sizes")
                .valueStream()
                .max(Comparator.comparingLong(size ->
                        size.path("width").asLong(0) * size.path("height").asLong(0)))
                .map(largest -> file(content, largest.path("photo"), name, "image/jpeg"))
                .orElseGet(() -> unshown("messagePhoto"));
    }

    private static Said file(JsonNode content, JsonNode file, String name, String type) {
        return new Said.Document(
                file.path("id").asInt(0), name, type, FileState.of(file).size(), words(content.path("caption")));
    }

    private static Said.Words words(JsonNode formatted) {
        return new Said.Words(formatted.path("text").asString(""), Looks.of(formatted));
    }

    /** Somebody, if they can be told from others. */
    static Optional<Contact> person(JsonNode user) {
        long id = user.path("id").asLong(0);
        if (id <= 0) return Optional.empty();
        return Optional.of(new Contact(
                new ContactId(id),
                name(user, id),
                phone(user.path("phone_number").asString(""))));
    }

    private static String name(JsonNode user, long id) {
        var full = (user.path("first_name").asString("") + " "
                        + user.path("last_name").asString(""))
                .strip();
        if (!full.isBlank()) return full;
        var handle = user.path("usernames").path("active_usernames").path(0).asString("");
        return handle.isBlank() ? Long.toString(id) : "@" + handle;
    }

    private static Optional<PhoneNumber> phone(String digits) {
        try {
            return digits.isEmpty() ? Optional.empty() : Optional.of(PhoneNumber.parse(digits));
        } catch (IllegalArgumentException unusual) {
            return Optional.empty(); // such as those of Telegram's own accounts
        }
    }

    /** The user at the other end of a chat of two. */
    static Optional<ContactId> partner(JsonNode chatType) {
        long user = chatType.path("user_id").asLong(0);
        return type(chatType).equals("chatTypePrivate") && user > 0
                ? Optional.of(new ContactId(user))
                : Optional.empty();
    }

    /** A file that is not here. */
    static Body body(Said.Document document) {
        return new Body.Distant(
                new DistantFile(FileName.from(document.name()), document.mediaType(), Math.max(0, document.size())),
                false);
    }

    /** The nearest text a message here can have; none if nothing is to be seen. */
    static Optional<Body.Text> body(Said.Words told) {
        var whole = new String(told.text().getBytes(UTF_8), UTF_8); // half a character becomes a question mark
        var text = whole.replace("\0", "");
        var looks = text.length() == whole.length() ? told.looks() : List.<Span>of();
        if (text.isBlank()) return Optional.empty();
        if (text.length() <= Body.LONGEST_TEXT) return Optional.of(new Body.Text(text, looks));
        int end = fits(text);
        return Optional.of(new Body.Text(text.substring(0, end) + "…", Looks.before(end, looks)));
    }

    /** Telegram counts characters, we count what they are stored in; a character is not cut in two. */
    private static int fits(String text) {
        int end = Body.LONGEST_TEXT - 1;
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    static String type(JsonNode object) {
        return object.path("@type").asString("");
    }
}
