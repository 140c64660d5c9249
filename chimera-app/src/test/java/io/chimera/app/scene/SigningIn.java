package io.chimera.app.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.telegram.fake.FakeTelegram;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Somebody signs in to the tests' Telegram by the REST API of a node. */
public final class SigningIn {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String SIGN_INS = "/api/v1/sign-ins";

    private final FakeTelegram telegram;
    private final Rest node;

    /** @param node as nobody's in particular */
    public SigningIn(FakeTelegram telegram, Rest node) {
        this.telegram = telegram;
        this.node = node;
    }

    /** With the number and the code that was sent to it; what is wanted then. */
    public JsonNode with(String phone) {
        var begun = node.postTo(SIGN_INS, Map.of()).ok();
        var step = settled(begun);
        assertThat(step.path("step").asString()).as(step.toString()).isEqualTo("PHONE");
        step = answer(begun, Map.of("answer", "PHONE", "phone", phone));
        assertThat(step.path("step").asString()).as(step.toString()).isEqualTo("CODE");
        return answer(begun, Map.of("answer", "CODE", "code", telegram.codeOf(phone)));
    }

    /** Answers what a sign-in wants; what it wants then. */
    public JsonNode answer(JsonNode signIn, Map<String, Object> answer) {
        return settled(node.postTo(path(signIn) + "/answers", answer).ok());
    }

    private JsonNode settled(JsonNode signIn) {
        var now = signIn;
        while (now.path("step").asString().equals("PREPARING")) {
            now = node.getFrom(
                            path(signIn) + "?wait=10&after=" + now.path("seen").asString())
                    .ok();
        }
        return now;
    }

    private static String path(JsonNode signIn) {
        return SIGN_INS + "/" + signIn.path("id").asString();
    }

    /** Opens the dialog with whoever has this number, once Telegram can be asked. */
    public static long opened(Rest by, String phone) {
        await().atMost(PATIENCE).until(() -> isUp(by, "cloud"));
        return by.post("/dialogs", Map.of("phone", phone)).ok().path("id").asLong();
    }

    /** Whether a part of the node is well. */
    public static boolean isUp(Rest node, String part) {
        return node.health()
                .path("components")
                .path(part)
                .path("status")
                .asString()
                .equals("UP");
    }
}
