package io.chimera.telegram.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.contact.Contact;
import io.chimera.core.contact.ContactId;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.dialog.Author;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Span;
import io.chimera.core.dialog.Style;
import io.chimera.core.message.CloudMessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** TDLib's objects, as it wrote them, and what they are here. */
class DecodingTest {

    private static final long DATE = 1_795_347_634;

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void aTextThatCame() {
        var message = read("""
                {"@type":"message","id":1048576,"sender_id":{"@type":"messageSenderUser","user_id":1002},
                 "chat_id":1002,"is_outgoing":false,"can_be_saved":true,"date":1795347634,"edit_date":0,
                 "media_album_id":"0","content":{"@type":"messageText",
                 "text":{"@type":"formattedText","text":"olá <b>","entities":[]}}}
                """);
        assertThat(Decoding.message(message))
                .isEqualTo(new TdMessage(
                        1002,
                        1_048_576,
                        false,
                        new Author.Them(new ContactId(1002)),
                        Instant.ofEpochSecond(DATE),
                        false,
                        TdMessage.State.THERE,
                        Optional.empty(),
                        new Said.Words("olá <b>")));
        assertThat(Decoding.message(message).isThere()).isTrue();
    }

    @Test
    void whoWroteInAGroupOrAChannel() {
        var inGroup = """
                {"@type":"message","id":1048576,"sender_id":{"@type":"messageSenderUser","user_id":1003},"chat_id":-5000}
                """;
        var inChannel = """
                {"@type":"message","id":1048576,"sender_id":{"@type":"messageSenderChat","chat_id":-1000000007000},
                 "chat_id":-1000000007000,"is_channel_post":true}
                """;
        assertThat(Decoding.message(read(inGroup)).author()).isEqualTo(new Author.Them(new ContactId(1003)));
        assertThat(Decoding.message(read(inChannel)).author())
                .isEqualTo(new Author.Chat(new DialogId(-1_000_000_007_000L)));
    }

    @Test
    void whatAMessageAnswersIsOfTheSameChat() {
        assertThat(answered("messageReplyToMessage", 1002, 2_097_152)).contains(new CloudMessageId(2_097_152));
        assertThat(answered("messageReplyToMessage", -1_000_000_007_000L, 2_097_152))
                .isEmpty();
        assertThat(answered("messageReplyToMessage", 0, 0)).isEmpty();
        assertThat(answered("messageReplyToMessage", 1002, 2_097_153)).isEmpty();
        assertThat(answered("messageReplyToStory", 1002, 2_097_152)).isEmpty();
        assertThat(Decoding.message(read("{\"@type\":\"message\",\"chat_id\":1002,\"reply_to\":null}"))
                        .reference())
                .isEmpty();
    }

    private Optional<CloudMessageId> answered(String type, long chat, long id) {
        var message = """
                {"@type":"message","id":3145728,"chat_id":1002,
                 "reply_to":{"@type":"%s","chat_id":%d,"message_id":%d,"origin_send_date":0}}
                """.formatted(type, chat, id);
        return Decoding.message(read(message)).answers();
    }

    @Test
    void whatIsBeingSentAndWhatCouldNotBe() {
        var pending = Decoding.message(read("""
                {"@type":"message","id":2097153,"chat_id":1002,"is_outgoing":true,"date":1795347634,
                 "sending_state":{"@type":"messageSendingStatePending","sending_id":0},
                 "content":{"@type":"messageText","text":{"@type":"formattedText","text":"x","entities":[]}}}
                """));
        assertThat(pending.state()).isEqualTo(TdMessage.State.PENDING);
        assertThat(pending.isThere()).isFalse();

        var failed = Decoding.message(read("""
                {"@type":"message","id":2,"chat_id":1002,"is_outgoing":true,"date":1795347634,
                 "sending_state":{"@type":"messageSendingStateFailed",
                 "error":{"@type":"error","code":400,"message":"YOU_BLOCKED_USER"},"can_retry":false},
                 "content":{"@type":"messageText","text":{"@type":"formattedText","text":"x","entities":[]}}}
                """));
        assertThat(failed.state()).isEqualTo(TdMessage.State.FAILED);
        assertThat(failed.isThere()).isFalse();
    }

    @Test
    void aDocument() {
        assertThat(said("""
                {"@type":"messageDocument","document":{"@type":"document","file_name":"orçamento.csv",
                 "mime_type":"text/csv","document":{"@type":"file","id":7,"size":5000,"expected_size":5000,
                 "local":{"@type":"localFile","path":"","is_downloading_completed":false,"downloaded_size":0},
                 "remote":{"@type":"remoteFile","id":"BQACAg","is_uploading_completed":true,"uploaded_size":5000}}},
                 "caption":{"@type":"formattedText","text":"as promised","entities":[
                  {"@type":"textEntity","offset":3,"length":8,"type":{"@type":"textEntityTypeItalic"}}]}}
                """))
                .isEqualTo(new Said.Document(
                        7,
                        "orçamento.csv",
                        "text/csv",
                        5_000,
                        new Said.Words("as promised", List.of(new Span(3, 8, new Style.Italic())))));
    }

    @Test
    void ofAPictureTheLargestIsTaken() {
        assertThat(said("""
                {"@type":"messagePhoto","photo":{"@type":"photo","sizes":[
                 {"@type":"photoSize","type":"m","photo":{"@type":"file","id":1,"size":900},"width":320,"height":240},
                 {"@type":"photoSize","type":"y","photo":{"@type":"file","id":3,"size":0,"expected_size":90000},
                  "width":1280,"height":960},
                 {"@type":"photoSize","type":"x","photo":{"@type":"file","id":2,"size":9000},"width":800,"height":600}]},
                 "caption":{"@type":"formattedText","text":"","entities":[]}}
                """))
                .isEqualTo(new Said.Document(3, "photo-1795347634.jpg", "image/jpeg", 90_000, new Said.Words("")));
    }

    @Test
    void aVoiceNoteHasNoNameOfItsOwn() {
        assertThat(said("""
                {"@type":"messageVoiceNote","voice_note":{"@type":"voiceNote","duration":3,"mime_type":"audio/ogg",
                 "voice":{"@type":"file","id":4,"size":77}},"caption":{"@type":"formattedText","text":""}}
                """))
                .isEqualTo(new Said.Document(4, "voice-1795347634.ogg", "audio/ogg", 77, new Said.Words("")));
    }

    /** A text of one emoji is no text to TDLib. */
    @Test
    void anEmojiAloneIsAWord() {
        assertThat(said("{\"@type\":\"messageAnimatedEmoji\",\"emoji\":\"👍\"}"))
                .isEqualTo(new Said.Words("👍"));
        assertThat(said("{\"@type\":\"messageSticker\",\"sticker\":{\"@type\":\"sticker\",\"emoji\":\"🎉\"}}"))
                .isEqualTo(new Said.Words("🎉"));
    }

    @ParameterizedTest
    @CsvSource({
        "messagePoll, '[poll, to be seen in Telegram]'",
        "messageLiveLocation, '[live location, to be seen in Telegram]'",
        "messageUnsupported, '[unsupported, to be seen in Telegram]'"
    })
    void whatOnlyTelegramShowsIsNotSilent(String type, String words) {
        assertThat(said("{\"@type\":\"" + type + "\"}")).isEqualTo(new Said.Words(words));
    }

    @ParameterizedTest
    @CsvSource({
        "messageContactRegistered",
        "messageCall",
        "messagePinMessage",
        "messageChatSetTheme",
        "messageOfTomorrow"
    })
    void whatHappensIsNoMessage(String type) {
        assertThat(said("{\"@type\":\"" + type + "\"}")).isEqualTo(new Said.Notice());
    }

    @Test
    void aPerson() {
        assertThat(Decoding.person(read("""
                {"@type":"user","id":1001,"first_name":"Ana","last_name":"Figueira","phone_number":"5521990001001",
                 "is_contact":false,"have_access":true,"type":{"@type":"userTypeRegular"}}
                """)))
                .contains(new Contact(
                        new ContactId(1001), "Ana Figueira", Optional.of(new PhoneNumber("+5521990001001"))));
    }

    @Test
    void aPersonOfWhomLittleIsKnown() {
        assertThat(Decoding.person(read("{\"@type\":\"user\",\"id\":777000,\"phone_number\":\"42777\"}")))
                .contains(new Contact(new ContactId(777_000), "777000", Optional.of(new PhoneNumber("+42777"))));
        assertThat(Decoding.person(read("""
                {"@type":"user","id":5,"first_name":"","usernames":{"@type":"usernames","active_usernames":["clara_n"]}}
                """))).contains(new Contact(new ContactId(5), "@clara_n", Optional.empty()));
        assertThat(Decoding.person(read("{\"@type\":\"error\"}"))).isEmpty();
    }

    @Test
    void onlyAChatOfTwoHasAPartner() {
        assertThat(Decoding.partner(read("{\"@type\":\"chatTypePrivate\",\"user_id\":1002}")))
                .contains(new ContactId(1002));
        assertThat(Decoding.partner(read("{\"@type\":\"chatTypeSecret\",\"secret_chat_id\":1,\"user_id\":1002}")))
                .isEmpty();
        assertThat(Decoding.partner(read("{\"@type\":\"chatTypeSupergroup\",\"supergroup_id\":9}")))
                .isEmpty();
    }

    @Test
    void aTextIsMadeToFit() {
        assertThat(body("a\0b")).contains(new Body.Text("ab"));
        assertThat(body("half \ud83d")).contains(new Body.Text("half ?"));
        assertThat(body(" \n")).isEmpty();
        var rockets = body("🚀".repeat(4_000)).orElseThrow().text();
        assertThat(rockets).endsWith("🚀…").hasSizeLessThanOrEqualTo(Body.LONGEST_TEXT);
    }

    @Test
    void telegramsIdsAreKnownFromTdlibsOwn() {
        assertThat(TdMessage.isTelegrams(1_048_576)).isTrue();
        assertThat(TdMessage.isTelegrams(1_048_577)).isFalse();
        assertThat(TdMessage.isTelegrams(0)).isFalse();
    }

    private static Optional<Body.Text> body(String told) {
        return Decoding.body(new Said.Words(told));
    }

    private Said said(String content) {
        return Decoding.said(read(content), DATE);
    }

    private JsonNode read(String text) {
        return json.readTree(text);
    }
}
