package io.chimera.telegram.fake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Where more than two talk: groups and channels. */
class FakeTelegramPlaceTest extends FakeTelegramScene {

    private final Person ana = somebody("Ana Figueira");
    private final Person bruno = somebody("Bruno Tavares");
    private final Person clara = somebody("Clara Nunes");

    private Device device;

    @BeforeEach
    void anaSignsIn() throws Exception {
        device = deviceOf(ana);
    }

    @Test
    void inAGroupEverybodyHasWhatAnyoneWrites() throws Exception {
        var family = fake.addGroup("Family", clara, ana, bruno);
        device.awaits("updateNewChat", update -> update.at("/chat/id").asLong() == -family.id());
        device.awaitsSent(device.writes(-family.id(), "lunch at one"));
        assertThat(bruno.has(family)).containsExactly("lunch at one");
        assertThat(clara.has(family)).containsExactly("lunch at one");

        bruno.writes(family, "I am late");
        var late = device.awaitsText("I am late");
        assertThat(late.path("chat_id").asLong()).isEqualTo(-family.id());
        assertThat(late.at("/sender_id/user_id").asLong()).isEqualTo(bruno.id());
    }

    @Test
    void aClientMakesAGroup() throws Exception {
        device.chatWith(bruno);
        var made = device.ask("createNewBasicGroupChat", request -> {
            request.put("title", "Work");
            request.putArray("user_ids").add(bruno.id());
        });
        long chat = made.path("chat_id").asLong();
        assertThat(chat).isNegative();
        device.awaitsSent(device.writes(chat, "welcome"));
        assertThat(device.ask("getBasicGroupFullInfo", request -> request.put("basic_group_id", -chat))
                        .path("members"))
                .hasSize(2);
    }

    @Test
    void whoIsTakenOutOfAGroupIsTold() throws Exception {
        var family = fake.addGroup("Family", clara, ana, bruno);
        device.awaits("updateNewChat", update -> update.at("/chat/id").asLong() == -family.id());
        settles(family);
        family.removes(ana);
        device.awaits(
                "updateBasicGroup",
                update -> update.at("/basic_group/status/@type").asString().matches("chatMemberStatus(Left|Banned)"));
        assertRefused("", () -> device.writes(-family.id(), "hello?"));
    }

    @Test
    void aChannelIsReadByItsMembers() throws Exception {
        var news = channelOfAna();
        bruno.writes(news, "breaking");
        var post = device.awaitsText("breaking");
        assertThat(post.path("is_channel_post").asBoolean()).isTrue();
        assertThat(post.path("chat_id").asLong()).isEqualTo(news.chatId());
        device.awaits(
                "updateNewChat",
                update -> update.at("/chat/id").asLong() == news.chatId()
                        && update.at("/chat/type/is_channel").asBoolean());
        assertThat(device.ask(device.request("getChats").put("limit", 10)).path("chat_ids"))
                .extracting(JsonNode::asLong)
                .contains(news.chatId());
        assertRefused("", () -> device.writes(news.chatId(), "may I?"));
    }

    @Test
    void inAChannelThereIsAdvertisementWhichIsSeenAndClicked() throws Exception {
        var news = channelOfAna();
        news.advertises("Shoes", "Buy shoes", "https://example.org/shoes");
        device.awaitsText("welcome");
        device.ask("openChat", request -> request.put("chat_id", news.chatId()));
        var shown = device.ask("getChatSponsoredMessages", request -> request.put("chat_id", news.chatId()))
                .path("messages");
        assertThat(shown)
                .singleElement()
                .satisfies(one -> assertThat(Device.textOf(one.path("content"))).isEqualTo("Buy shoes"));
        long id = shown.get(0).path("message_id").asLong();

        device.ask("viewMessages", request -> {
            request.put("chat_id", news.chatId()).put("force_read", true);
            request.putArray("message_ids").add(id);
        });
        soon().until(() -> news.advertisementsSeen() == 1);
        device.ask(
                "clickChatSponsoredMessage",
                request -> request.put("chat_id", news.chatId()).put("message_id", id));
        soon().until(() -> news.advertisementsClicked() == 1);
    }

    @Test
    void whoIsTakenOutOfAChannelLosesIt() throws Exception {
        var news = channelOfAna();
        device.awaitsText("welcome");
        device.ask(device.request("getChats").put("limit", 10));
        news.removes(ana);
        device.awaits(
                "updateChatRemovedFromList", update -> update.path("chat_id").asLong() == news.chatId());
        device.awaits(
                "updateChatPosition",
                update -> update.path("chat_id").asLong() == news.chatId()
                        && update.at("/position/order").asString().equals("0"));
    }

    @Test
    void aChannelTellsWhatWasChangedAndRemoved() throws Exception {
        var news = fake.addChannel("News", ana);
        device.awaits("updateNewChat", update -> update.at("/chat/id").asLong() == news.chatId());
        news.takesIn(bruno);
        var theirs = deviceOf(bruno);
        var sent = device.awaitsSent(device.writes(news.chatId(), "frist"));
        theirs.awaitsText("frist");
        device.ask("editMessageText", request -> {
            request.put("chat_id", news.chatId())
                    .put("message_id", sent.path("id").asLong());
            Device.text(request.putObject("input_message_content"), "first");
        });
        theirs.awaits(
                "updateMessageContent",
                update -> Device.textOf(update.path("new_content")).equals("first"));
        device.ask("deleteMessages", request -> {
            request.put("chat_id", news.chatId()).put("revoke", true);
            request.putArray("message_ids").add(sent.path("id").asLong());
        });
        theirs.awaits(
                "updateDeleteMessages",
                update -> update.path("chat_id").asLong() == news.chatId()
                        && update.path("is_permanent").asBoolean());
    }

    /** TDLib asks several things about a new chat; what it is answered late may undo what it was told meanwhile. */
    private void settles(Gathering group) throws Exception {
        device.ask("getBasicGroupFullInfo", request -> request.put("basic_group_id", group.id()));
        device.ask(
                "getChatHistory", request -> request.put("chat_id", -group.id()).put("limit", 10));
    }

    private Broadcast channelOfAna() {
        var news = fake.addChannel("News", bruno);
        news.takesIn(ana);
        bruno.writes(news, "welcome");
        return news;
    }
}
