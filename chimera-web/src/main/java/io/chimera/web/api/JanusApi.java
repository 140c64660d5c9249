package io.chimera.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import io.chimera.core.janus.Effort;
import io.chimera.core.janus.Found;
import io.chimera.core.janus.ProfileKey;
import io.chimera.core.janus.ProfileKey.Memory;
import io.chimera.core.janus.Pseudonym;
import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.janus.PseudonymRefused.Refusal;
import io.chimera.core.janus.Pseudonyms;
import io.chimera.core.janus.SiteCards;
import io.chimera.core.janus.SiteCards.Said;
import io.chimera.core.janus.Unlocked;
import io.chimera.core.janus.WhyTheSite;
import io.chimera.core.trust.CheckWords;
import io.chimera.core.trust.WordList;
import io.chimera.web.sign.OpenAccounts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who somebody is at each site. Everything secret is in a body, never in an address. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Janus", description = "A name, a password and an address for each site, computed from one secret")
class JanusApi {

    private final Api api;
    private final OpenAccounts accounts;
    private final Pseudonyms pseudonyms;
    private final SiteCards cards;

    JanusApi(Api api, OpenAccounts accounts, Pseudonyms pseudonyms, SiteCards cards) {
        this.cards = cards;
        this.api = api;
        this.accounts = accounts;
        this.pseudonyms = pseudonyms;
    }

    /** What is unlocked. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record JanusJson(
            boolean unlocked,

            @Schema(description = "Whether this computer remembers the profile") @Nullable
            Boolean remembered,

            @Schema(description = "All there is to remember beside the secret", example = "janus1:std:anna") @Nullable
            String profile,

            @Schema(description = "Always the same for the same secret and kit") @Nullable
            List<String> check,

            @Schema(description = "The same as numbers, for words of another language") @Nullable
            List<Integer> checkNumbers,

            @Nullable String mailDomain,
            @Nullable Instant since,

            @Schema(description = "When it locks itself unless something is asked of it before") @Nullable
            Instant locksAt) {

        static JanusJson of(Optional<Unlocked> state) {
            return state.map(JanusJson::of).orElse(new JanusJson(false, null, null, null, null, null, null, null));
        }

        static JanusJson of(Unlocked unlocked) {
            return new JanusJson(
                    true,
                    unlocked.remembered(),
                    unlocked.profile(),
                    CheckWords.of(unlocked.check(), WordList.ENGLISH),
                    unlocked.check(),
                    unlocked.mailDomain().orElse(null),
                    unlocked.since(),
                    unlocked.locksAt());
        }
    }

    @GetMapping("/accounts/{account}/janus")
    @Operation(summary = "What is unlocked")
    JanusJson state(@PathVariable long account) {
        return JanusJson.of(pseudonyms.state(id(account)));
    }

    /** What unlocks a profile. */
    record UnlockForm(
            @Schema(description = "A name, or a whole profile such as janus1:strong:anna") @Nullable
            String profile,

            @Nullable String secret,

            @Schema(description = "The 26 letters of the sheet, if there is one") @Nullable
            String kit,

            @Schema(description = "256 MiB and not 64") @Nullable
            Boolean strong,

            @Schema(description = "Where mail for its addresses arrives") @Nullable
            String mailDomain,

            @Schema(description = "Take a secret that can be guessed") @Nullable
            Boolean weakAnyway,

            @Schema(description = "Remember the profile on this computer") @Nullable
            Boolean remember,

            @Schema(description = "Unlock although another one of this name is remembered") @Nullable
            Boolean somebodyElse) {

        Memory memory() {
            if (Boolean.TRUE.equals(somebodyElse)) return Memory.SOMEBODY_ELSE;
            return Boolean.TRUE.equals(remember) ? Memory.REMEMBER : Memory.AS_IT_IS;
        }

        @Override
        public String toString() {
            return "UnlockForm[…]";
        }
    }

    @PostMapping("/accounts/{account}/janus/unlock")
    @Operation(
            summary = "Unlock a profile, in the place of one that was",
            description =
                    "There is no wrong secret: compare the check words. Only of a profile that is remembered it is"
                            + " told.")
    JanusJson unlock(@PathVariable long account, @RequestBody UnlockForm form) throws PseudonymRefused {
        var id = id(account);
        if (form.profile() == null || form.secret() == null)
            throw Problem.invalid("profile or secret is missing", "Send {\"profile\": \"anna\", \"secret\": \"…\"}.");
        var typed = form.secret().toCharArray();
        try (var key = ProfileKey.of(form.profile(), typed)
                .with(Boolean.TRUE.equals(form.strong()) ? Effort.STRONG : Effort.STANDARD)
                .withKit(text(form.kit()))
                .withMailDomain(text(form.mailDomain()))
                .evenIfWeak(Boolean.TRUE.equals(form.weakAnyway()))
                .with(form.memory())) {
            return JanusJson.of(pseudonyms.unlock(id, key));
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    @PostMapping("/accounts/{account}/janus/lock")
    @Operation(summary = "Lock it", description = "Nothing happens where nothing is unlocked.")
    JanusJson lock(@PathVariable long account) {
        pseudonyms.lock(id(account));
        return JanusJson.of(Optional.empty());
    }

    /** Whose values are wanted. */
    record SiteForm(
            @Schema(description = "A URL, a host or a site") @Nullable
            String site,

            @Nullable String persona,

            @Schema(description = "1 to 999; as the site's card has it if it is left out, and 1 without a card")
            @Nullable
            Integer counter,

            @Schema(description = "What the site accepts, in the passwordrules language") @Nullable
            String rules) {

        Said said() {
            if (site == null || site.isBlank())
                throw Problem.invalid("site is missing", "Send {\"site\": \"https://example.com/\"}.");
            return new Said(
                    site, Optional.ofNullable(persona), Optional.ofNullable(counter), Optional.ofNullable(rules));
        }
    }

    /** Who somebody is at a site. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TripleJson(
            String site,

            @Schema(description = "Whose values they are; empty for the usual one")
            String persona,

            int counter,
            @Schema(description = "Why it is this site") WhyTheSite why,
            String user,
            String password,

            @Schema(description = "Left out where no mail domain is set") @Nullable
            String email,

            @Schema(description = "How many the password has; fewer than 64 are few")
            double bits) {

        static TripleJson of(Pseudonym there) {
            return new TripleJson(
                    there.site(),
                    there.wanted().persona(),
                    there.wanted().counter(),
                    there.why(),
                    there.user(),
                    there.password(),
                    there.address().isEmpty() ? null : there.address(),
                    Math.round(there.bits() * 10) / 10.0);
        }

        @Override
        public String toString() {
            return "TripleJson[" + site + "]";
        }
    }

    @PostMapping("/accounts/{account}/janus/triple")
    @Operation(summary = "Who the account's owner is at a site")
    TripleJson triple(@PathVariable long account, @RequestBody SiteForm form) throws PseudonymRefused {
        return triple(id(account), form.said());
    }

    private TripleJson triple(AccountId account, Said said) throws PseudonymRefused {
        return TripleJson.of(pseudonyms.at(account, cards.wanted(account, said)));
    }

    /** The same, by the name of a profile that is unlocked for some account. */
    record ProfileSiteForm(
            @Schema(description = "Its name, or the whole profile") @Nullable
            String profile,

            @Nullable String site,
            @Nullable Integer counter) {

        boolean names(Unlocked unlocked) {
            if (profile == null) return false;
            var wanted = profile.strip().toLowerCase(Locale.ROOT);
            return wanted.equals(unlocked.profile()) || wanted.equals(unlocked.name());
        }
    }

    @PostMapping("/janus/triple")
    @Operation(
            summary = "Who somebody is at a site, by the name of a profile",
            description = "The profile has to be unlocked, whichever account it is unlocked for.")
    TripleJson tripleOf(@RequestBody ProfileSiteForm form) throws PseudonymRefused {
        var said = new SiteForm(form.site(), null, form.counter(), null).said();
        var holders = accounts.all().stream()
                .map(Account::id)
                .filter(id -> pseudonyms.state(id).filter(form::names).isPresent())
                .toList();
        var different = holders.stream()
                .flatMap(id -> pseudonyms.state(id).stream())
                .map(state -> state.profile() + state.check() + state.mailDomain())
                .distinct()
                .count();
        if (different > 1)
            throw Problem.invalid(
                    "Several profiles have this name",
                    "They were unlocked with different secrets. Ask by the account: POST /accounts/{account}/janus/triple.");
        var holder = holders.stream()
                .findFirst()
                .orElseThrow(() -> new PseudonymRefused(
                        Refusal.LOCKED,
                        "No profile of this name is unlocked. Unlock it with POST /accounts/{account}/janus/unlock."));
        return triple(holder, said);
    }

    /** What turned up, and what it could be of. */
    record FindForm(
            @Schema(description = "A user name, a password or an address") @Nullable
            String value,

            @Schema(description = "Sites to compare with, at most 200") @Nullable
            List<String> sites) {

        @Override
        public String toString() {
            return "FindForm[…]";
        }
    }

    /** Of which site it is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FoundJson(
            boolean yours,
            Found.@Nullable Value what,
            @Nullable String site,
            @Nullable String persona,
            @Nullable Integer counter) {

        static FoundJson of(Found found) {
            return new FoundJson(true, found.value(), found.site(), found.persona(), found.counter());
        }
    }

    @PostMapping("/accounts/{account}/janus/find")
    @Operation(
            summary = "For which site a user name, a password or an address was made",
            description =
                    "Compared with the sites asked for since it was unlocked, with all cards, and with those sent.")
    FoundJson find(@PathVariable long account, @RequestBody FindForm form) throws PseudonymRefused {
        var id = id(account);
        if (form.value() == null || form.value().isBlank())
            throw Problem.invalid("value is missing", "Send {\"value\": \"…\", \"sites\": [\"example.com\"]}.");
        var sites = form.sites() == null ? List.<String>of() : form.sites();
        return pseudonyms
                .find(id, form.value(), sites)
                .map(FoundJson::of)
                .orElse(new FoundJson(false, null, null, null, null));
    }

    private static String text(@Nullable String sent) {
        return sent == null ? "" : sent;
    }

    private AccountId id(long account) {
        return api.messenger(account).account();
    }
}
