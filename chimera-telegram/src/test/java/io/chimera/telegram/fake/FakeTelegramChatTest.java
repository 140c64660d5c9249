package io.chimera.telegram.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two people and what they write to each other. Ana has a TDLib client; Bruno does what the test says. */
class FakeTelegramChatTest extends FakeTelegramScene {

    private static final int SERVER_ID = 20;

    private final Person ana = somebody("Ana Figueira");
    private final Person bruno = somebody("Bruno Tavares");

    private Device device;

    @BeforeEach
    void anaSignsIn() throws Exception {
        device = deviceOf(ana);
    }

    @Test
    void aTextGoesBothWays() throws Exception {
        var waiting = device.writes(device.chatWith(bruno), "bom dia");
        assertThat(waiting.at("/sending_state/@type").asString()).isEqualTo("messageSendingStatePending");
        var sent = device.awaitsSent(waiting);
        assertThat(sent.path("id").asLong()).isNotEqualTo(waiting.path("id").asLong());
        assertThat(sent.path("id").asLong() % (1 << SERVER_ID)).isZero();
        assertThat(bruno.has(ana)).containsExactly("bom dia");

        bruno.writes(ana, "bom dia, Ana");
        assertThat(device.awaitsText("bom dia, Ana").at("/sender_id/user_id").asLong())
                .isEqualTo(bruno.id());
    }

    @Test
    void twoClientsTalkToEachOther() throws Exception {
        var theirs = deviceOf(bruno);
        theirs.chatWith(ana);
        var chat = device.chatWith(bruno);
        for (int i = 0; i < 20; i++) device.writes(chat, "m" + i);
        theirs.awaitsText("m19");
        assertThat(theirs.updates("updateNewMessage"))
                .extracting(update -> Device.textOf(update.at("/message/content")))
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> "m" + i).toList());
        theirs.awaitsSent(theirs.writes(ana.id(), "enough"));
        device.awaitsText("enough");
    }

    @Test
    void oneHasTheSameMessagesOnAllOfOnesDevices() throws Exception {
        var other = deviceOf(ana);
        device.awaitsSent(device.writes(device.chatWith(bruno), "from the first"));
        var mine = other.awaitsText("from the first");
        assertThat(mine.path("is_outgoing").asBoolean()).isTrue();
        bruno.writes(ana, "to both");
        device.awaitsText("to both");
        var theirs = other.awaitsText("to both");
        read(other, theirs);
        device.awaits(
                "updateChatReadInbox",
                update -> update.path("unread_count").asInt() == 0
                        && update.path("last_read_inbox_message_id").asLong()
                                == theirs.path("id").asLong());
    }

    @Test
    void chatsAreListedToTheirEnd() throws Exception {
        bruno.writes(ana, "hello");
        var clara = somebody("Clara Nunes");
        clara.writes(ana, "hello as well");
        device.awaitsText("hello as well");
        var fresh = deviceOf(ana);
        int pages = load(fresh);
        assertThat(pages).isBetween(1, 3);
        var chat = fresh.awaits("updateNewChat", update -> update.at("/chat/id").asLong() == bruno.id());
        assertThat(chat.at("/chat/title").asString()).isEqualTo("Bruno Tavares");
        assertThat(fresh.ask("getChat", request -> request.put("chat_id", bruno.id()))
                        .path("unread_count")
                        .asInt())
                .isEqualTo(1);
        assertThat(fresh.ask(fresh.request("getChats").put("limit", 10)).path("chat_ids"))
                .extracting(JsonNode::asLong)
                .containsExactly(clara.id(), bruno.id());
    }

    @Test
    void whatWasWrittenBeforeIsReadPageByPage() throws Exception {
        var words = new ArrayList<String>();
        for (int i = 0; i < 15; i++) {
            bruno.writes(ana, "his " + i);
            ana.writes(bruno, "hers " + i);
            words.addAll(List.of("his " + i, "hers " + i));
        }
        var fresh = deviceOf(ana);
        load(fresh);
        var read = new ArrayList<String>();
        long from = 0;
        while (true) {
            var page = history(fresh, bruno.id(), from);
            if (page.isEmpty()) break;
            for (var message : page) read.addFirst(Device.textOf(message.path("content")));
            from = page.get(page.size() - 1).path("id").asLong();
        }
        assertThat(read).isEqualTo(words);
    }

    @Test
    void whatIsSeenIsSeenByTheOther() throws Exception {
        bruno.writes(ana, "one");
        bruno.writes(ana, "two");
        var two = device.awaitsText("two");
        assertThat(bruno.knowsSeen(ana)).isEmpty();
        read(device, two);
        device.awaits(
                "updateChatReadInbox",
                update -> update.path("unread_count").asInt() == 0
                        && update.path("last_read_inbox_message_id").asLong()
                                == two.path("id").asLong());
        soon().until(() -> bruno.knowsSeen(ana).equals(Optional.of("two")));
        assertThat(ana.hasUnread(bruno)).isZero();

        var mine = device.awaitsSent(device.writes(bruno.id(), "three"));
        bruno.sees(ana, "three");
        device.awaits(
                "updateChatReadOutbox",
                update -> update.path("last_read_outbox_message_id").asLong()
                        == mine.path("id").asLong());
    }

    @Test
    void editsGoBothWays() throws Exception {
        var sent = device.awaitsSent(device.writes(device.chatWith(bruno), "frist"));
        var edited = device.ask("editMessageText", request -> {
            request.put("chat_id", bruno.id()).put("message_id", sent.path("id").asLong());
            Device.text(request.putObject("input_message_content"), "first");
        });
        assertThat(edited.path("edit_date").asInt()).isPositive();
        device.awaits(
                "updateMessageEdited",
                update -> update.path("message_id").asLong() == sent.path("id").asLong());
        assertThat(bruno.has(ana)).containsExactly("first");

        bruno.writes(ana, "secnod");
        var theirs = device.awaitsText("secnod");
        bruno.edits("secnod", "second");
        var content = device.awaits(
                        "updateMessageContent",
                        update -> update.path("message_id").asLong()
                                == theirs.path("id").asLong())
                .path("new_content");
        assertThat(Device.textOf(content)).isEqualTo("second");
    }

    @Test
    void deletionsGoBothWays() throws Exception {
        var sent = device.awaitsSent(device.writes(device.chatWith(bruno), "oops"));
        device.ask("deleteMessages", request -> {
            request.put("chat_id", bruno.id()).put("revoke", true);
            request.putArray("message_ids").add(sent.path("id").asLong());
        });
        soon().until(() -> bruno.has(ana).isEmpty());

        bruno.writes(ana, "never mind");
        var theirs = device.awaitsText("never mind");
        bruno.deletes("never mind");
        var gone = device.awaits(
                "updateDeleteMessages",
                update -> update.path("message_ids").size() == 1
                        && update.path("message_ids").get(0).asLong()
                                == theirs.path("id").asLong());
        assertThat(gone.path("is_permanent").asBoolean()).isTrue();
        assertThat(gone.path("from_cache").asBoolean()).isFalse();
    }

    @Test
    void onesOwnCopyCanGoAlone() throws Exception {
        bruno.writes(ana, "keep it");
        var theirs = device.awaitsText("keep it");
        device.ask("deleteMessages", request -> {
            request.put("chat_id", bruno.id()).put("revoke", false);
            request.putArray("message_ids").add(theirs.path("id").asLong());
        });
        soon().until(() -> ana.has(bruno).isEmpty());
        assertThat(bruno.hasWritten(ana)).containsExactly("keep it");
    }

    @Test
    void whoWritesIsSeenToWrite() throws Exception {
        bruno.writes(ana, "let me think");
        device.awaitsText("let me think");
        device.ask("openChat", request -> request.put("chat_id", bruno.id()));
        bruno.types(ana);
        var action = device.awaits(
                "updateChatAction", update -> update.path("chat_id").asLong() == bruno.id());
        assertThat(action.at("/action/@type").asString()).isEqualTo("chatActionTyping");
    }

    @Test
    void anAnswerNamesWhatItAnswers() throws Exception {
        bruno.writes(ana, "coffee?");
        var question = device.awaitsText("coffee?");
        var theirs = deviceOf(bruno);
        theirs.chatWith(ana);
        device.awaitsSent(device.ask("sendMessage", request -> {
            request.put("chat_id", bruno.id());
            request.putObject("reply_to")
                    .put("@type", "inputMessageReplyToMessage")
                    .put("message_id", question.path("id").asLong());
            Device.text(request.putObject("input_message_content"), "yes!");
        }));
        assertThat(theirs.awaitsText("yes!").at("/reply_to/message_id").asLong())
                .isPositive();
    }

    @Test
    void peopleAreFoundByTheirNumbers() throws Exception {
        var found = device.ask("searchUserByPhoneNumber", request -> request.put("phone_number", bruno.phone()));
        assertThat(found.path("id").asLong()).isEqualTo(bruno.id());
        assertThat(found.path("last_name").asString()).isEqualTo("Tavares");
        assertThat("+" + found.path("phone_number").asString()).isEqualTo(bruno.phone());
        assertRefused(
                "",
                () -> device.ask("searchUserByPhoneNumber", request -> request.put("phone_number", "+5521000000000")));
    }

    @Test
    void aContactHasTheNameOneGave() throws Exception {
        var imported = device.ask("importContacts", request -> {
            var contacts = request.putArray("contacts");
            contacts.addObject()
                    .put("@type", "importedContact")
                    .put("phone_number", bruno.phone())
                    .put("first_name", "Bruninho");
            contacts.addObject()
                    .put("@type", "importedContact")
                    .put("phone_number", "+5521000000000")
                    .put("first_name", "Nobody");
        });
        assertThat(imported.path("user_ids")).extracting(JsonNode::asLong).containsExactly(bruno.id(), 0L);
        var user = device.ask("getUser", request -> request.put("user_id", bruno.id()));
        assertThat(user.path("first_name").asString()).isEqualTo("Bruninho");
        assertThat(user.path("is_contact").asBoolean()).isTrue();
        assertThat(device.ask(device.request("getContacts")).path("user_ids")).hasSize(1);
    }

    @Test
    void nothingIsSentToNobodyAndNoNothing() throws Exception {
        device.chatWith(bruno);
        assertRefused("", () -> device.writes(bruno.id(), ""));
        assertRefused("", () -> device.writes(424_242, "hello?"));
        assertThat(bruno.has(ana)).isEmpty();
    }

    @Test
    void aDialogThatIsRemovedLeavesTheList() throws Exception {
        bruno.writes(ana, "hello");
        device.awaitsText("hello");
        load(device);
        device.ask(
                "deleteChatHistory",
                request -> request.put("chat_id", bruno.id()).put("remove_from_chat_list", true));
        device.awaits(
                "updateChatPosition",
                update -> update.path("chat_id").asLong() == bruno.id()
                        && update.at("/position/order").asString().equals("0"));
        device.awaits(
                "updateChatRemovedFromList", update -> update.path("chat_id").asLong() == bruno.id());
        assertThat(bruno.hasWritten(ana)).containsExactly("hello");
    }

    @Test
    void whatWasWrittenIsFoundByItsWords() throws Exception {
        bruno.writes(ana, "the red house");
        bruno.writes(ana, "the blue house");
        device.awaitsText("the blue house");
        var found = device.ask(
                "searchChatMessages",
                request ->
                        request.put("chat_id", bruno.id()).put("query", "red").put("limit", 10));
        assertThat(found.path("messages"))
                .singleElement()
                .satisfies(one -> assertThat(Device.textOf(one.path("content"))).isEqualTo("the red house"));
    }

    /** Loads the main list; returns how often one had to ask for more. */
    private static int load(Device device) throws Exception {
        for (int pages = 0; ; pages++) {
            var page = device.send(device.request("loadChats").put("limit", 20));
            if (page.handle((ok, failed) -> failed != null).get()) return pages;
        }
    }

    private static JsonNode history(Device device, long chat, long from) throws Exception {
        return device.ask(
                        "getChatHistory",
                        request -> request.put("chat_id", chat)
                                .put("from_message_id", from)
                                .put("limit", 12))
                .path("messages");
    }

    private static void read(Device device, JsonNode message) throws Exception {
        device.ask(
                "openChat",
                request -> request.put("chat_id", message.path("chat_id").asLong()));
        device.ask("viewMessages", request -> {
            request.put("chat_id", message.path("chat_id").asLong()).put("force_read", true);
            request.putArray("message_ids").add(message.path("id").asLong());
        });
    }
}
