package io.chimera.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chimera.core.account.AccountId;
import io.chimera.core.identity.Computers;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.identity.Revocations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The computers that speak in an account's name, and what is known of certificates that were taken back. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/certificate")
@Tag(name = "Certificate", description = "What proves an account to its neighbours")
class ComputersApi {

    private final Api api;
    private final Computers computers;
    private final Revocations revocations;

    ComputersApi(Api api, Computers computers, Revocations revocations) {
        this.api = api;
        this.computers = computers;
        this.revocations = revocations;
    }

    /** A computer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ComputerJson(
            @Schema(description = "SHA-256 of its public key, 64 hexadecimal digits")
            String key,

            @Schema(description = "As it called itself when it asked for a code")
            String name,

            @Schema(description = "When its key was proven") Instant since,

            @Schema(description = "Whether it is this one") boolean here,

            @Schema(description = "When it was taken back") @Nullable
            Instant disowned) {}

    @GetMapping("/computers")
    @Operation(
            summary = "The computers with a certificate in the account's name",
            description = "As the identity provider knows them, newest first. The present certificate is the proof.")
    List<ComputerJson> computers(@PathVariable long account) throws EnrolmentFailed {
        return computers.of(id(account)).stream()
                .map(one -> new ComputerJson(
                        one.key().hex(),
                        one.name(),
                        one.since(),
                        one.here(),
                        one.disowned().orElse(null)))
                .toList();
    }

    @PostMapping("/computers/{key}/revocation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Disown a computer",
            description = "Takes back everything that was issued for its key, now and in future. A computer newer than"
                    + " this one cannot be disowned from here: get a new certificate by a code first.")
    void disown(@PathVariable long account, @PathVariable String key, @RequestBody CertificateApi.RevocationForm form)
            throws EnrolmentFailed {
        computers.disown(id(account), KeysApi.key(key), CertificateApi.reason(form), CertificateApi.note(form));
    }

    /** How well it is known which certificates were taken back. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record KnowledgeJson(
            @Schema(description = "When the list in use was made; missing while there is none") @Nullable
            Instant asOf,

            @Schema(description = "Why it is older than it should be, and what to do") @Nullable
            String trouble) {}

    @GetMapping("/revocations")
    @Operation(summary = "How well it is known which certificates were taken back")
    KnowledgeJson knowledge(@PathVariable long account) {
        id(account);
        var knowledge = revocations.knowledge();
        return new KnowledgeJson(
                knowledge.asOf().orElse(null), knowledge.trouble().orElse(null));
    }

    private AccountId id(long account) {
        return api.messenger(account).account();
    }
}
