package io.chimera.telegram.carrier;

import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.sponsor.ReportAnswer;
import io.chimera.core.sponsor.ReportAnswer.Choose;
import io.chimera.core.sponsor.ReportAnswer.NotTaken;
import io.chimera.core.sponsor.ReportAnswer.Option;
import io.chimera.core.sponsor.ReportAnswer.Taken;
import io.chimera.core.sponsor.SponsoredMessage;
import io.chimera.core.sponsor.SponsoredMessages;
import io.chimera.telegram.tdlib.TdFailure;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Telegram's sponsored messages. TDLib keeps those of a channel for five minutes, and asks Telegram for others then. */
final class Sponsors implements SponsoredMessages {

    private final Line line;
    private final Reach reach;
    private final Rooms rooms;

    Sponsors(Line line, Reach reach, Rooms rooms) {
        this.line = line;
        this.reach = reach;
        this.rooms = rooms;
    }

    @Override
    public Optional<SponsoredMessage> in(DialogId channel) throws IOException, InterruptedException {
        if (!(rooms.dialog(channel.value()).orElse(null) instanceof Dialog.Channel)) return Optional.empty();
        return ask(Line.request("getChatSponsoredMessages").put("chat_id", channel.value()))
                .path("messages")
                .valueStream()
                .map(Sponsors::read)
                .findFirst();
    }

    private static SponsoredMessage read(JsonNode told) {
        var sponsor = told.path("sponsor");
        return new SponsoredMessage(
                told.path("message_id").asLong(0),
                told.path("is_recommended").asBoolean(false),
                told.path("title").asString(""),
                words(told.path("content")),
                told.path("button_text").asString(""),
                sponsor.path("url").asString(""),
                sponsor.path("info").asString(""),
                told.path("can_be_reported").asBoolean(false));
    }

    private static String words(JsonNode content) {
        var text = content.path("text").path("text").asString("");
        return text.isEmpty() ? content.path("caption").path("text").asString("") : text;
    }

    /** For one of these, that a message was seen is what Telegram wants to be told; TDLib tells it of an open chat only. */
    @Override
    public void seen(DialogId channel, long message) throws IOException, InterruptedException {
        var chat = channel.value();
        ask(Line.request("openChat").put("chat_id", chat));
        try {
            var request = Line.request("viewMessages").put("chat_id", chat).put("force_read", true);
            request.putArray("message_ids").add(message);
            ask(request);
        } finally {
            line.tell(Line.request("closeChat").put("chat_id", chat));
        }
    }

    @Override
    public void clicked(DialogId channel, long message) throws IOException, InterruptedException {
        ask(about("clickChatSponsoredMessage", channel, message)
                .put("is_media_click", false)
                .put("from_fullscreen", false));
    }

    @Override
    public ReportAnswer report(DialogId channel, long message, Optional<String> option)
            throws IOException, InterruptedException {
        var answer = ask(about("reportChatSponsoredMessage", channel, message).put("option_id", option.orElse("")));
        return switch (Decoding.type(answer)) {
            case "reportSponsoredResultOk", "reportSponsoredResultAdsHidden" -> new Taken();
            case "reportSponsoredResultOptionRequired" ->
                new Choose(
                        answer.path("title").asString(""),
                        answer.path("options")
                                .valueStream()
                                .map(one -> new Option(
                                        one.path("id").asString(""),
                                        one.path("text").asString("")))
                                .toList());
            default -> new NotTaken();
        };
    }

    private static ObjectNode about(String type, DialogId channel, long message) {
        return Line.request(type).put("chat_id", channel.value()).put("message_id", message);
    }

    private JsonNode ask(ObjectNode request) throws IOException, InterruptedException {
        if (!reach.online()) throw new IOException("Telegram cannot be reached");
        try {
            return line.ask(request);
        } catch (TdFailure failure) {
            throw new IOException("Telegram does not say (" + failure.code() + ")", failure);
        }
    }
}
