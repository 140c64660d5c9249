package io.chimera.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chimera.core.account.AccountId;
import io.chimera.core.identity.CertificateFiles;
import io.chimera.core.identity.CertificateFiles.Given;
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
import java.util.Base64;
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
    private final CertificateFiles files;
    private final WebSettings settings;

    CertificateApi(Api api, Enroller enroller, CertificateFiles files, WebSettings settings) {
        this.api = api;
        this.enroller = enroller;
        this.files = files;
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
        return EnrolmentJson.of(enroller.revoke(id(account), reason(form), note(form)));
    }

    static RevocationReason reason(RevocationForm form) {
        return Stream.of(RevocationReason.values())
                .filter(known -> known.name().equals(form.reason()))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        "There is no such reason", "Send one of " + Arrays.toString(RevocationReason.values()) + "."));
    }

    static String note(RevocationForm form) {
        var note = form.note() == null ? "" : form.note();
        if (note.length() > LONGEST_NOTE)
            throw Problem.invalid("The note is too long", "At most " + LONGEST_NOTE + " characters are kept.");
        return note;
    }

    /** Files that somebody has: three PEM texts, or one PKCS #12 file and its password. */
    record FilesForm(
            @Schema(description = "PEM: the account's certificate, then intermediates") @Nullable
            String certificate,

            @Schema(description = "PEM: its private key, unencrypted") @Nullable
            String key,

            @Schema(description = "PEM: the root, and intermediates") @Nullable
            String authorities,

            @Schema(description = "Instead of the three: PKCS #12, Base64") @Nullable
            String pkcs12,

            @Schema(description = "What opens pkcs12") @Nullable
            String password) {

        Given given() {
            if (pkcs12 != null && password != null) return new Given.Sealed(bytes(pkcs12), password);
            if (certificate != null && key != null && authorities != null)
                return new Given.Pems(certificate, key, authorities);
            throw Problem.invalid(
                    "Files are missing",
                    "Send certificate, key and authorities as PEM texts, or pkcs12 in Base64 and password.");
        }

        private static byte[] bytes(String base64) {
            try {
                return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
            } catch (IllegalArgumentException e) {
                throw Problem.invalid("pkcs12 is not Base64", "Encode the file's bytes (RFC 4648 §4).");
            }
        }

        @Override
        public String toString() {
            return "FilesForm[…]";
        }
    }

    @PostMapping("/files")
    @Operation(
            summary = "Put a certificate in place that was made elsewhere",
            description = "It is checked the way neighbours check it.")
    EnrolmentJson put(@PathVariable long account, @RequestBody FilesForm form) throws EnrolmentFailed {
        return EnrolmentJson.of(files.put(id(account), form.given()));
    }

    /** What protects a copy. */
    record CopyForm(@Nullable String password) {
        @Override
        public String toString() {
            return "CopyForm[…]";
        }
    }

    /** A copy of key and certificate. */
    record CopyJson(
            @Schema(description = "PKCS #12, Base64") String pkcs12) {
        @Override
        public String toString() {
            return "CopyJson[…]";
        }
    }

    @PostMapping("/copy")
    @Operation(
            summary = "A copy of the present key and certificate, under a password",
            description = "At least 12 characters.")
    CopyJson copy(@PathVariable long account, @RequestBody CopyForm form) throws EnrolmentFailed {
        var copy = files.sealed(id(account), form.password() == null ? "" : form.password());
        return new CopyJson(Base64.getEncoder().encodeToString(copy));
    }

    private AccountId id(long account) {
        return api.messenger(account).account();
    }
}
