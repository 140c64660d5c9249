package io.chimera.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.trust.ContactKey;
import io.chimera.core.trust.SafetyCode;
import io.chimera.core.trust.WordList;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The keys a contact has proved themselves with. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/dialogs/{dialog}/keys")
@Tag(name = "Keys", description = "What a contact proves themselves with on the local network, and comparing it")
class KeysApi {

    private final Api api;

    KeysApi(Api api) {
        this.api = api;
    }

    /** A contact's keys. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record KeysJson(
            @Schema(description = "This account's own key; missing while it has no certificate") @Nullable
            String own,

            List<KeyJson> keys) {}

    /** One of them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record KeyJson(
            @Schema(description = "SHA-256 of the public key (SubjectPublicKeyInfo, DER), 64 hexadecimal digits")
            String key,

            Instant firstSeen,

            @Schema(description = "To the hour") Instant lastSeen,

            @Schema(description = "It came when another one was known, and the person has not looked yet")
            boolean news,

            @Schema(description = "When the person found it equal") @Nullable
            Instant compared,

            @Schema(description = "Since when it is not talked to directly") @Nullable
            Instant blocked,

            @Schema(description = "What both people compare; missing while this account has no certificate") @Nullable
            CodeJson code) {

        static KeyJson of(ContactKey key, Optional<KeyFingerprint> own) {
            return new KeyJson(
                    key.fingerprint().hex(),
                    key.firstSeen(),
                    key.lastSeen(),
                    key.news(),
                    key.compared().orElse(null),
                    key.blocked().orElse(null),
                    own.map(mine -> CodeJson.of(SafetyCode.of(mine, key.fingerprint())))
                            .orElse(null));
        }
    }

    /** A safety code. */
    record CodeJson(
            @Schema(description = "Eight words, by language")
            Map<String, List<String>> words,

            @Schema(description = "Six groups of five digits, the same in every language")
            List<String> digits,

            @Schema(description = "What the QR code says") String text) {

        static CodeJson of(SafetyCode code) {
            return new CodeJson(
                    Map.of("en", code.words(WordList.ENGLISH), "pt", code.words(WordList.PORTUGUESE)),
                    code.digits(),
                    code.text());
        }
    }

    @GetMapping
    @Operation(summary = "A contact's keys", description = "The one first seen last first.")
    KeysJson all(@PathVariable long account, @PathVariable long dialog) {
        var me = api.messenger(account);
        var own = me.trust().own();
        return new KeysJson(
                own.map(KeyFingerprint::hex).orElse(null),
                me.trust().keys(contact(me, dialog)).stream()
                        .map(key -> KeyJson.of(key, own))
                        .toList());
    }

    /** What came of comparing. */
    record ComparisonForm(@Nullable Boolean equal) {}

    @PostMapping("/{key}/comparison")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Say what came of comparing a key with its owner",
            description = "One that is not equal is blocked: somebody may stand between the two.")
    void compare(
            @PathVariable long account,
            @PathVariable long dialog,
            @PathVariable String key,
            @RequestBody ComparisonForm form) {
        if (form.equal() == null)
            throw Problem.invalid("equal is missing", "Send {\"equal\": true} or {\"equal\": false}.");
        var me = api.messenger(account);
        var contact = contact(me, dialog);
        require(form.equal() ? me.trust().equal(contact, key(key)) : me.trust().block(contact, key(key)));
    }

    @PostMapping("/{key}/block")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Do not talk directly to whoever holds this key",
            description = "Open connections to them end at once. The cloud is as it was.")
    void block(@PathVariable long account, @PathVariable long dialog, @PathVariable String key) {
        var me = api.messenger(account);
        require(me.trust().block(contact(me, dialog), key(key)));
    }

    @DeleteMapping("/{key}/block")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Talk to whoever holds this key again")
    void unblock(@PathVariable long account, @PathVariable long dialog, @PathVariable String key) {
        var me = api.messenger(account);
        require(me.trust().unblock(contact(me, dialog), key(key)));
    }

    private ContactId contact(Messenger me, long dialog) {
        var id = api.dialog(me, dialog);
        return me.read(view -> view.dialogs().find(id))
                .flatMap(Dialog::peer)
                .orElseThrow(() -> Problem.notFound("contact"));
    }

    private static void require(boolean known) {
        if (!known) throw Problem.notFound("key");
    }

    static KeyFingerprint key(String hex) {
        try {
            return new KeyFingerprint(hex);
        } catch (IllegalArgumentException _) {
            throw Problem.notFound("key");
        }
    }
}
