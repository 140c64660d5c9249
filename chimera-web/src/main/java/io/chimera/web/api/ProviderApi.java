package io.chimera.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chimera.core.account.AccountId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.provider.Register;
import io.chimera.core.provider.Register.Condition;
import io.chimera.core.provider.Register.Entry;
import io.chimera.core.provider.Register.Event;
import io.chimera.core.provider.Register.Figures;
import io.chimera.core.provider.Register.Issuance;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An identity provider, for whoever runs it. */
@RestController
@RequestMapping("/api/v1/provider")
@Tag(name = "Provider", description = "What an identity provider has certified, and what happened there")
class ProviderApi {

    private static final int MOST = 100;
    private static final int LONGEST_NOTE = 200;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private final Register register;
    private final Clock clock;

    ProviderApi(Register register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    /** How the provider is, and what it did. */
    record ProviderJson(
            @Schema(description = "What does not work, and what to do about it; empty if all is well")
            List<String> trouble,

            Instant certificateUntil,
            String delivery,
            Figures day,
            Figures week) {
        static ProviderJson of(Condition condition, Figures day, Figures week) {
            return new ProviderJson(condition.trouble(), condition.certificateUntil(), condition.delivery(), day, week);
        }
    }

    /** That a key was taken back. */
    record RevokedJson(Instant at, RevocationReason reason, String note) {}

    /** A certified key. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IssuanceJson(
            long person,

            @Schema(description = "SHA-256 of the public key, hex")
            String key,

            String device,
            String asker,
            Instant at,

            @Schema(description = "Of the certificates it is known to have, hex, newest first")
            List<String> serials,

            @Nullable Instant until,
            @Nullable RevokedJson revoked) {
        static IssuanceJson of(Issuance issuance) {
            return new IssuanceJson(
                    issuance.person().telegramUser(),
                    issuance.key().hex(),
                    issuance.device(),
                    issuance.asker(),
                    issuance.at(),
                    issuance.serials(),
                    issuance.until().orElse(null),
                    issuance.revoked()
                            .map(taken -> new RevokedJson(taken.at(), taken.reason(), taken.note()))
                            .orElse(null));
        }
    }

    /** A row of the audit. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EntryJson(
            long number, Instant at, Event what, @Nullable Long person, String asker, String detail) {
        static EntryJson of(Entry entry) {
            return new EntryJson(
                    entry.number(),
                    entry.at(),
                    entry.what(),
                    entry.person().map(AccountId::telegramUser).orElse(null),
                    entry.asker(),
                    entry.detail());
        }
    }

    @GetMapping
    @Operation(summary = "How the provider is, and what it did in a day and in a week")
    ProviderJson state() {
        return ProviderJson.of(register.condition(), register.figures(DAY), register.figures(WEEK));
    }

    @GetMapping("/issuances")
    @Operation(summary = "Certified keys, newest first")
    List<IssuanceJson> issuances(
            @RequestParam(required = false) @Nullable Long person,
            @RequestParam(required = false) @Nullable Instant before,
            @RequestParam(defaultValue = "50") int limit) {
        var from = before == null ? clock.instant().plus(DAY) : before;
        return register.issued(wanted(person), from, within(limit)).stream()
                .map(IssuanceJson::of)
                .toList();
    }

    @GetMapping("/issuances/{person}/{key}")
    @Operation(summary = "One certified key")
    IssuanceJson issuance(@PathVariable long person, @PathVariable String key) {
        return IssuanceJson.of(find(person, key));
    }

    /** Why it is taken back. */
    record TakingBackForm(
            @Schema(description = "By its name in RFC 5280 §5.3.1, such as KEY_COMPROMISE") @Nullable
            String reason,

            @Schema(description = "For the provider's records, at most 200 characters") @Nullable
            String note) {}

    /** What became of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TakenBackJson(
            IssuanceJson issuance,

            @Schema(description = "What could not be done at the authority and is tried again") @Nullable
            String left) {}

    @PostMapping("/issuances/{person}/{key}/revocation")
    @Operation(
            summary = "Take a key back for good",
            description =
                    "It counts as taken back even if the authority does not answer; then left says what is tried again.")
    TakenBackJson revoke(@PathVariable long person, @PathVariable String key, @RequestBody TakingBackForm form) {
        var reason = Stream.of(RevocationReason.values())
                .filter(known -> known.isForGood() && known.name().equals(form.reason()))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        "There is no such reason",
                        "Send a reason of RFC 5280 §5.3.1 that is for good, such as KEY_COMPROMISE."));
        var note = form.note() == null ? "" : form.note();
        if (note.length() > LONGEST_NOTE)
            throw Problem.invalid("The note is too long", "At most " + LONGEST_NOTE + " characters are kept.");
        var issuance = find(person, key);
        var left = register.revoke(issuance.person(), issuance.key(), reason, note);
        return new TakenBackJson(issuance(person, key), left.orElse(null));
    }

    @GetMapping("/audit")
    @Operation(summary = "What happened, newest first")
    List<EntryJson> audit(
            @RequestParam(required = false) @Nullable Long person,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit) {
        var from = before == null ? Long.MAX_VALUE : before;
        return register.audit(wanted(person), from, within(limit)).stream()
                .map(EntryJson::of)
                .toList();
    }

    private Issuance find(long person, String key) {
        try {
            return register.find(new AccountId(person), new KeyFingerprint(key))
                    .orElseThrow(() -> Problem.notFound("issuance"));
        } catch (IllegalArgumentException _) {
            throw Problem.notFound("issuance");
        }
    }

    private static Optional<AccountId> wanted(@Nullable Long person) {
        try {
            return Optional.ofNullable(person).map(AccountId::new);
        } catch (IllegalArgumentException _) {
            throw Problem.invalid("There is no such person", "An id has 1 to 16 digits.");
        }
    }

    private static int within(int limit) {
        if (limit < 1 || limit > MOST)
            throw Problem.invalid("The limit is too small or too large", "Ask for 1 to " + MOST + " at once.");
        return limit;
    }
}
