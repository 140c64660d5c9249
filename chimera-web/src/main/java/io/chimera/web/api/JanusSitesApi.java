package io.chimera.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chimera.core.account.AccountId;
import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.janus.PseudonymRefused.Refusal;
import io.chimera.core.janus.Pseudonyms;
import io.chimera.core.janus.SiteCard;
import io.chimera.core.janus.SiteCards;
import io.chimera.core.janus.SiteCards.Said;
import io.chimera.core.janus.Traffic;
import io.chimera.core.janus.TrafficBook;
import io.chimera.core.janus.Wanted;
import io.chimera.web.api.JanusApi.JanusJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What this computer remembers of profiles and their sites, and what the proxy did. No site stands in an address. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/janus")
@Tag(name = "Janus")
class JanusSitesApi {

    private final Api api;
    private final Pseudonyms pseudonyms;
    private final SiteCards cards;
    private final TrafficBook traffic;

    JanusSitesApi(Api api, Pseudonyms pseudonyms, SiteCards cards, TrafficBook traffic) {
        this.api = api;
        this.pseudonyms = pseudonyms;
        this.cards = cards;
        this.traffic = traffic;
    }

    /** Names of profiles. */
    record RememberedJson(List<String> profiles) {}

    @GetMapping("/remembered")
    @Operation(summary = "Which profiles this computer remembers")
    RememberedJson remembered(@PathVariable long account) {
        var _ = id(account);
        return new RememberedJson(cards.remembered());
    }

    @PostMapping("/remember")
    @Operation(summary = "Remember the profile that is unlocked")
    JanusJson remember(@PathVariable long account) throws PseudonymRefused {
        cards.remember(id(account));
        return JanusJson.of(pseudonyms.state(id(account)));
    }

    /** Which profile. */
    record ForgetForm(
            @Schema(description = "Its name alone", example = "anna") @Nullable
            String profile) {}

    @PostMapping("/forget")
    @Operation(summary = "Forget a profile and its cards", description = "It need not be unlocked.")
    RememberedJson forget(@PathVariable long account, @RequestBody ForgetForm form) {
        var _ = id(account);
        if (form.profile() == null) throw Problem.invalid("profile is missing", "Send {\"profile\": \"anna\"}.");
        cards.forget(form.profile());
        return new RememberedJson(cards.remembered());
    }

    /** Somebody at a site. */
    record WhoJson(String persona, int counter, String rules) {

        static WhoJson of(Wanted one) {
            return new WhoJson(one.persona(), one.counter(), one.rules());
        }
    }

    /** A card. */
    record CardJson(
            @Schema(description = "Stands for the site, and says nothing of it")
            String id,

            String site,
            String persona,
            int counter,
            String rules,
            @Schema(description = "Who was usual before") List<WhoJson> earlier,

            @Schema(description = "They stay with this site")
            List<String> hosts,

            String note,
            boolean plainHttp,

            @Schema(description = "The proxy fills nothing in there")
            boolean leftAlone,

            Instant created,
            @Schema(description = "To the hour") Instant lastUsed) {

        static CardJson of(SiteCard card) {
            return new CardJson(
                    card.label(),
                    card.site(),
                    card.usual().persona(),
                    card.usual().counter(),
                    card.usual().rules(),
                    card.earlier().stream().map(WhoJson::of).toList(),
                    card.hosts(),
                    card.note(),
                    card.plainHttp(),
                    card.leftAlone(),
                    card.created(),
                    card.lastUsed());
        }
    }

    /** Cards. */
    record CardsJson(List<CardJson> sites) {}

    @GetMapping("/sites")
    @Operation(summary = "All cards, by the sites' names")
    CardsJson sites(@PathVariable long account) throws PseudonymRefused {
        return new CardsJson(cards.all(id(account)).stream().map(CardJson::of).toList());
    }

    @GetMapping("/sites/{card}")
    @Operation(summary = "One card")
    CardJson site(@PathVariable long account, @PathVariable String card) throws PseudonymRefused {
        return CardJson.of(cards.get(id(account), card));
    }

    /** What is to be on a card; what is left out stays. */
    record CardForm(
            @Schema(description = "A URL, a host or a site") @Nullable
            String site,

            @Nullable String persona,
            @Nullable Integer counter,
            @Nullable String rules,
            @Nullable String note,
            @Nullable Boolean plainHttp,
            @Nullable Boolean leftAlone) {

        Said said() {
            if (site == null || site.isBlank())
                throw Problem.invalid("site is missing", "Send {\"site\": \"https://example.com/\", \"counter\": 2}.");
            return new Said(
                    site, Optional.ofNullable(persona), Optional.ofNullable(counter), Optional.ofNullable(rules));
        }
    }

    @PutMapping("/sites")
    @Operation(summary = "Write a site's card", description = "What is left out stays, or is the usual on a new card.")
    CardJson put(@PathVariable long account, @RequestBody CardForm form) throws PseudonymRefused {
        var id = id(account);
        var said = form.said();
        var card = cards.keep(id, cards.wanted(id, said));
        if (form.note() != null) card = cards.note(id, said.site(), form.note());
        if (form.plainHttp() != null) card = cards.allowPlainHttp(id, said.site(), form.plainHttp());
        if (form.leftAlone() != null) card = cards.leaveAlone(id, said.site(), form.leftAlone());
        return CardJson.of(card);
    }

    @DeleteMapping("/sites/{card}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a card")
    void remove(@PathVariable long account, @PathVariable String card) throws PseudonymRefused {
        cards.remove(id(account), card);
    }

    /** A file of cards. */
    record FileJson(
            @Schema(description = "Base 64. Only the same profile opens it") @Nullable
            String file) {

        @Override
        public String toString() {
            return "FileJson[…]";
        }
    }

    @PostMapping("/sites/export")
    @Operation(summary = "All cards as one file, sealed")
    FileJson export(@PathVariable long account) throws PseudonymRefused {
        return new FileJson(Base64.getEncoder().encodeToString(cards.export(id(account))));
    }

    /** How many. */
    record BroughtJson(int cards) {}

    @PostMapping("/sites/import")
    @Operation(
            summary = "Take in a file of cards",
            description = "Where a site has one, that which was used last stays.")
    BroughtJson takeIn(@PathVariable long account, @RequestBody FileJson sent) throws PseudonymRefused {
        try {
            if (sent.file() == null) throw new IllegalArgumentException("nothing");
            return new BroughtJson(cards.takeIn(id(account), Base64.getDecoder().decode(sent.file())));
        } catch (IllegalArgumentException _) {
            throw Problem.invalid("file is missing or not base 64", "Send {\"file\": \"…\"} as …/export gave it.");
        }
    }

    /** What the proxy did with a request. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LineJson(
            Instant at,
            String host,

            @Schema(description = "Whose values were put in; left out where it was refused") @Nullable
            String site,

            @Schema(description = "Why it was not sent on") Traffic.@Nullable Why refused,

            @Schema(description = "Why its HTTPS was not looked into")
            Traffic.@Nullable WhyNot unseen,

            List<Traffic.Field> fields) {

        static LineJson of(Traffic line) {
            return switch (line) {
                case Traffic.Filled filled ->
                    new LineJson(line.at(), line.host(), filled.site(), null, null, filled.fields());
                case Traffic.Refused refused ->
                    new LineJson(line.at(), line.host(), null, refused.why(), null, refused.fields());
                case Traffic.NotLookedInto unseen ->
                    new LineJson(line.at(), line.host(), null, null, unseen.why(), List.of());
            };
        }
    }

    /** The newest first. */
    record TrafficJson(List<LineJson> lines) {}

    @GetMapping("/traffic")
    @Operation(
            summary = "What the proxy did last, at most 500 lines",
            description = "Names of fields, never values. In memory only, and forgotten when the profile is locked.")
    TrafficJson traffic(@PathVariable long account) throws PseudonymRefused {
        var open = pseudonyms
                .state(id(account))
                .orElseThrow(() -> new PseudonymRefused(
                        Refusal.LOCKED, "No profile is unlocked for this account. Unlock one: POST …/janus/unlock."));
        return new TrafficJson(traffic.of(open.tag()).stream().map(LineJson::of).toList());
    }

    private AccountId id(long account) {
        return api.messenger(account).account();
    }
}
