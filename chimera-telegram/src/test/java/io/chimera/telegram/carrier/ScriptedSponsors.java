package io.chimera.telegram.carrier;

import static io.chimera.telegram.carrier.ScriptedObjects.object;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The one sponsored message of the script, and what was told of it. Used by the script's thread. */
final class ScriptedSponsors {

    /** TDLib's ids of sponsored messages are none of Telegram's. */
    private static final long SPONSORED = (1L << 20) + 7;

    private final Map<String, Integer> told = new TreeMap<>();
    private Optional<ObjectNode> shown = Optional.empty();

    void show(String title, String text, String link) {
        var message = object("sponsoredMessage")
                .put("message_id", SPONSORED)
                .put("title", title)
                .put("button_text", "Open")
                .put("can_be_reported", true);
        message.putObject("content")
                .put("@type", "messageText")
                .set("text", ScriptedText.plain(text).node());
        message.putObject("sponsor")
                .put("@type", "advertisementSponsor")
                .put("url", link)
                .put("info", "");
        shown = Optional.of(message);
    }

    int timesTold(String what) {
        return told.getOrDefault(what, 0);
    }

    ObjectNode all() {
        var answer = object("sponsoredMessages");
        var messages = answer.putArray("messages");
        shown.ifPresent(message -> messages.add(message.deepCopy()));
        return answer;
    }

    /** Whether this was about the sponsored message. */
    boolean seen(JsonNode asked) {
        if (asked.path("message_ids").path(0).asLong() != SPONSORED) return false;
        told.merge("seen", 1, Integer::sum);
        return true;
    }

    ObjectNode clicked() {
        told.merge("clicked", 1, Integer::sum);
        return object("ok");
    }

    /** Wants a reason first. */
    ObjectNode reported(JsonNode asked) {
        if (!asked.path("option_id").asString("").isEmpty()) {
            told.merge("reported", 1, Integer::sum);
            return object("reportSponsoredResultOk");
        }
        var choose = object("reportSponsoredResultOptionRequired").put("title", "What is wrong with it?");
        choose.putArray("options").addObject().put("id", "AQI=").put("text", "It is boring");
        return choose;
    }
}
