package io.chimera.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chimera.core.account.AccountId;
import io.chimera.core.identity.Enroller;
import io.chimera.core.identity.Enrolment;
import io.chimera.core.identity.Enrolment.CertificateFacts;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.RevocationReason;
import io.chimera.web.WebSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** An account's certificate, and the steps to it. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/certificate")
@Tag(name = "Certificate", description = "What proves an account to its neighbours")
class CertificateApi {

    private static final int LONGEST_NOTE = 200;

    private final Api api;
    private final Enroller enroller;
    private final WebSettings settings;

    CertificateApi(Api api, Enroller enroller, WebSettings settings) {
        this.api = api;
        this.enroller = enroller;
        this.settings = settings;
    }

    /** How far an account is with its certificate. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EnrolmentJson(
            @Schema(
                    description = "UNKNOWN: ask for a code. CHALLENGED: hand it in. CERTIFIED, EXPIRING: good now."
                            + " EXPIRED, REVOKED: ask for a code again")
            State state,

            @Schema(description = "Until when the code is good, while one is awaited") @Nullable
            Instant codeExpiresAt,

            @Nullable CertificateFacts certificate,

            @Schema(description = "Why it was not renewed, or why it was revoked") @Nullable
            String reason) {

        enum State {
            UNKNOWN,
            CHALLENGED,
            CERTIFIED,
            EXPIRING,
            EXPIRED,
            REVOKED
        }

        static EnrolmentJson of(Enrolment enrolment) {
            return switch (enrolment) {
                case Enrolment.Unknown() -> new EnrolmentJson(State.UNKNOWN, null, null, null);
                case Enrolment.Challenged(var until) -> new EnrolmentJson(State.CHALLENGED, until, null, null);
                case Enrolment.Certified(var facts) -> new EnrolmentJson(State.CERTIFIED, null, facts, null);
                case Enrolment.Expiring(var facts, var why) -> new EnrolmentJson(State.EXPIRING, null, facts, why);
                case Enrolment.Expired(var facts) -> new EnrolmentJson(State.EXPIRED, null, facts, null);
                case Enrolment.Revoked(var facts, var why) -> new EnrolmentJson(State.REVOKED, null, facts, why);
            };
        }
    }

    @GetMapping
    @Operation(summary = "How far the account is with its certificate")
    EnrolmentJson state(@PathVariable long account) {
        return EnrolmentJson.of(enroller.state(id(account)));
    }

    @PostMapping("/challenge")
    @Operation(summary = "Ask for a one-time code", description = "It goes to the person, by the cloud.")
    EnrolmentJson ask(@PathVariable long account) throws EnrolmentFailed {
        return EnrolmentJson.of(enroller.ask(id(account), settings.deviceName()));
    }

    /** The code as the person typed it. */
    record CodeForm(@Nullable String code) {}

    @PostMapping("/proof")
    @Operation(summary = "Hand the code in", description = "Answers with the certificate.")
    EnrolmentJson prove(@PathVariable long account, @RequestBody CodeForm form) throws EnrolmentFailed {
        if (form.code() == null || form.code().isBlank())
            throw Problem.invalid("code is missing", "Send {\"code\": \"…\"} with the code the person was sent.");
        return EnrolmentJson.of(enroller.prove(id(account), form.code()));
    }

    @PostMapping("/renewal")
    @Operation(summary = "Renew the certificate", description = "With the present one as proof.")
    EnrolmentJson renew(@PathVariable long account) throws EnrolmentFailed {
        return EnrolmentJson.of(enroller.renew(id(account)));
    }

    /** Why it is taken back. */
    record RevocationForm(
            @Schema(description = "By its name in RFC 5280 §5.3.1, such as KEY_COMPROMISE") @Nullable
            String reason,

            @Schema(description = "For the authority's records, at most 200 characters") @Nullable
            String note) {}

    @PostMapping("/revocation")
    @Operation(summary = "Take the certificate back for good")
    EnrolmentJson revoke(@PathVariable long account, @RequestBody RevocationForm form) throws EnrolmentFailed {
        var reason = Stream.of(RevocationReason.values())
                .filter(known -> known.name().equals(form.reason()))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        "There is no such reason", "Send one of " + Arrays.toString(RevocationReason.values()) + "."));
        var note = form.note() == null ? "" : form.note();
        if (note.length() > LONGEST_NOTE)
            throw Problem.invalid("The note is too long", "At most " + LONGEST_NOTE + " characters are kept.");
        return EnrolmentJson.of(enroller.revoke(id(account), reason, note));
    }

    private AccountId id(long account) {
        return api.messenger(account).account();
    }
}
