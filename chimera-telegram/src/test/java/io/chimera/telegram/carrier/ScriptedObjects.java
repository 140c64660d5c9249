package io.chimera.telegram.carrier;

import io.chimera.telegram.carrier.ScriptedTelegram.Person;
import io.chimera.telegram.carrier.ScriptedTelegram.Room;
import java.nio.file.Path;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** TDLib's objects, as the script tells them. */
final class ScriptedObjects {

    private ScriptedObjects() {}

    static ObjectNode object(String type) {
        return JsonNodeFactory.instance.objectNode().put("@type", type);
    }

    static ObjectNode error(int code, String message) {
        return object("error").put("code", code).put("message", message);
    }

    static ObjectNode user(Person person) {
        return object("user")
                .put("id", person.id())
                .put("first_name", person.first())
                .put("last_name", person.lastName())
                .put("phone_number", person.phone())
                .put("is_contact", false);
    }

    static ObjectNode chat(Room room) {
        var chat = object("chat").put("id", room.id()).put("title", room.title());
        var type = chat.putObject("type").put("@type", room.channel() ? "chatTypeSupergroup" : "chatTypeBasicGroup");
        type.put(room.channel() ? "supergroup_id" : "basic_group_id", clubId(room));
        type.put("is_channel", room.channel());
        chat.putObject("permissions").put("@type", "chatPermissions").put("can_send_basic_messages", !room.channel());
        chat.putArray("positions");
        return chat;
    }

    static long clubId(Room room) {
        return room.channel() ? -1_000_000_000_000L - room.id() : -room.id();
    }

    static ObjectNode message(ScriptedLetter letter) {
        var message = object("message")
                .put("id", letter.id)
                .put("chat_id", letter.chat)
                .put("is_outgoing", letter.anas)
                .put("date", letter.date)
                .put("edit_date", letter.edited ? letter.date : 0);
        message.set("sender_id", sender(letter.sender));
        if (letter.answers != 0) {
            message.putObject("reply_to")
                    .put("@type", "messageReplyToMessage")
                    .put("chat_id", letter.chat)
                    .put("message_id", letter.answers);
        }
        if (letter.pending) message.putObject("sending_state").put("@type", "messageSendingStatePending");
        letter.failed.ifPresent(why -> message.putObject("sending_state")
                .put("@type", "messageSendingStateFailed")
                .set("error", error(400, why)));
        message.set("content", content(letter));
        return message;
    }

    static ObjectNode sender(long id) {
        return id > 0
                ? object("messageSenderUser").put("user_id", id)
                : object("messageSenderChat").put("chat_id", id);
    }

    static ObjectNode content(ScriptedLetter letter) {
        if (letter.content.isEmpty()) {
            var text = object("messageText");
            text.set("text", letter.text.node());
            return text;
        }
        var content = object("messageDocument");
        var document = content.putObject("document")
                .put("@type", "document")
                .put("file_name", letter.name)
                .put("mime_type", "application/octet-stream");
        document.set("document", file(letter));
        content.set("caption", letter.text.node());
        return content;
    }

    static ObjectNode file(ScriptedLetter letter) {
        long size = letter.content.orElseThrow().length;
        var file = object("file").put("id", letter.file).put("size", size).put("expected_size", size);
        file.putObject("local")
                .put("@type", "localFile")
                .put("path", letter.here.map(Path::toString).orElse(""))
                .put("is_downloading_completed", letter.here.isPresent())
                .put("downloaded_size", letter.here.isPresent() ? size : 0);
        file.putObject("remote")
                .put("@type", "remoteFile")
                .put("is_uploading_active", letter.pending)
                .put("uploaded_size", letter.went);
        return file;
    }
}
