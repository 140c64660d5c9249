package io.chimera.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chimera.core.janus.HttpsRefused;
import io.chimera.core.janus.HttpsSites;
import io.chimera.core.janus.HttpsSites.Chosen;
import io.chimera.core.janus.HttpsSites.Reach;
import io.chimera.core.janus.HttpsSites.Root;
import io.chimera.core.janus.HttpsSites.State;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
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

/** Of which sites the identity proxy looks into HTTPS: of this computer, and of no account. */
@RestController
@RequestMapping("/api/v1/janus/https")
@Tag(name = "Janus")
class JanusHttpsApi {

    private final HttpsSites https;

    JanusHttpsApi(HttpsSites https) {
        this.https = https;
    }

    /** A site. */
    record SiteJson(
            String site,

            @Schema(description = "In the list, and switched on")
            boolean on,

            @Schema(description = "Until Chimera ends, whatever the list says")
            boolean forNow,

            @Schema(description = "What the proxy does with it now")
            Reach reach) {

        static SiteJson of(Chosen site) {
            return new SiteJson(site.name(), site.on(), site.forNow(), site.reach());
        }
    }

    /** The certificate browsers are given; there is no key in it. */
    record RootJson(
            String name,

            @Schema(description = "SHA-256", example = "AB:CD:…")
            String fingerprint,

            Instant from,
            Instant until,

            @Schema(description = "The only ones it may speak for")
            List<String> sites,

            String pem) {

        static RootJson of(Root root) {
            return new RootJson(root.name(), root.fingerprint(), root.from(), root.until(), root.sites(), root.pem());
        }
    }

    /** How things are. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HttpsJson(
            List<SiteJson> sites,

            @Schema(description = "Hosts that are never looked into, with what is below them")
            List<String> never,

            @Schema(description = "The one made last") @Nullable
            RootJson certificate,

            @Schema(description = "Fingerprint of the one the browsers have, as somebody said") @Nullable
            String given,

            @Schema(description = "Whether a certificate has to be made for what is wanted")
            boolean wantsCertificate,

            @Schema(description = "Whether the browsers are to be given the newest")
            boolean wantsGiving,

            @Schema(description = "Why the key cannot be used") @Nullable
            String trouble) {

        static HttpsJson of(State state) {
            return new HttpsJson(
                    state.sites().stream().map(SiteJson::of).toList(),
                    state.never(),
                    state.newest().map(RootJson::of).orElse(null),
                    state.counts().map(Root::fingerprint).orElse(null),
                    state.wantsCertificate(),
                    state.wantsGiving(),
                    state.trouble().orElse(null));
        }
    }

    @GetMapping
    @Operation(summary = "Of which sites HTTPS is looked into, and the certificate for that")
    HttpsJson state() {
        return HttpsJson.of(https.state());
    }

    /** Which site. */
    record AddForm(
            @Schema(description = "Its name, or an address on it", example = "example.com") @Nullable
            String site,

            @Schema(description = "Only until Chimera ends") @Nullable
            Boolean forNow) {}

    @PostMapping("/sites")
    @Operation(
            summary = "Choose a site",
            description =
                    "It is looked into once the browsers have a certificate for it; until then it goes through unseen.")
    HttpsJson add(@RequestBody AddForm form) throws HttpsRefused {
        if (form.site() == null) throw Problem.invalid("site is missing", "Send {\"site\": \"example.com\"}.");
        https.add(form.site(), Boolean.TRUE.equals(form.forNow()));
        return state();
    }

    /** On or off. */
    record SwitchForm(@Nullable Boolean on) {}

    @PutMapping("/sites/{site}")
    @Operation(summary = "Switch a site of the list on or off", description = "Off means for now as well.")
    HttpsJson change(@PathVariable String site, @RequestBody SwitchForm form) throws HttpsRefused {
        if (form.on() == null) throw Problem.invalid("on is missing", "Send {\"on\": false}.");
        https.change(site, form.on());
        return state();
    }

    @DeleteMapping("/sites/{site}")
    @Operation(summary = "Take a site, or a host that is never looked into, from the list")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String site) throws HttpsRefused {
        https.remove(site);
    }

    /** Which host. */
    record NeverForm(
            @Schema(example = "bank.example.com") @Nullable String host) {}

    @PostMapping("/never")
    @Operation(summary = "Say that a host, and what is below it, is never looked into")
    HttpsJson never(@RequestBody NeverForm form) throws HttpsRefused {
        if (form.host() == null) throw Problem.invalid("host is missing", "Send {\"host\": \"bank.example.com\"}.");
        https.never(form.host());
        return state();
    }

    @PostMapping("/certificate")
    @Operation(
            summary = "Make a certificate for the sites that are on",
            description = "Unless the newest does for them and does not end soon: then that is the answer.")
    RootJson issue() throws HttpsRefused {
        return RootJson.of(https.issue());
    }

    @PostMapping("/certificate/given")
    @Operation(summary = "Say that the browsers have the newest certificate", description = "From now on it counts.")
    HttpsJson given() throws HttpsRefused {
        https.given();
        return state();
    }

    @DeleteMapping
    @Operation(
            summary = "Turn everything off",
            description = "Every site is switched off; the certificate and its key are destroyed.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete() throws HttpsRefused {
        https.delete();
    }
}
