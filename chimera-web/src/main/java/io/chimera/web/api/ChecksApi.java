package io.chimera.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chimera.core.check.CheckReport;
import io.chimera.core.check.CloudCheck.Order;
import io.chimera.core.check.Difference.Kind;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.messenger.Checks;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.messenger.Task;
import io.chimera.core.messenger.Tasks.AlreadyUnderWay;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Comparing dialogs with the cloud. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/checks")
@Tag(name = "Checks", description = "Dialogs compared with what the cloud has of them, and mended")
class ChecksApi {

    private final Api api;
    private final Checks checks;

    ChecksApi(Api api, Checks checks) {
        this.api = api;
        this.checks = checks;
    }

    /** What to compare. */
    record CheckForm(
            @Schema(description = "Only this dialog; all of them if missing") @Nullable
            Long dialog,

            @Schema(description = "Whether what is found is mended here; no if missing") @Nullable
            Boolean repair) {}

    /** How a check is, or was when it ended. */
    @Schema(name = "Check")
    record CheckJson(
            @Schema(description = "Tells it from the account's others since Chimera was started")
            long id,

            TaskState state,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "Why it failed. What it mended stays so")
            @Nullable
            String why,

            @Schema(description = "Whether what was found was mended")
            boolean repair,

            @Schema(description = "Dialogs that were compared")
            long dialogs,

            @Schema(description = "Messages of the cloud that were compared")
            long messages,

            @Schema(description = "Differences, by their kind; empty if all agree")
            Map<Kind, Long> found,

            @Schema(description = "The dialogs they were found in, 200 at most")
            List<Long> differing,

            @Schema(description = "Dialogs of which the cloud would not tell, 200 at most")
            List<NotAskedJson> notAsked) {

        static CheckJson of(Task<CheckReport> one) {
            var report = one.report();
            return new CheckJson(
                    one.number(),
                    TaskState.of(one),
                    TaskState.why(one),
                    report.repair(),
                    report.dialogs(),
                    report.messages(),
                    new TreeMap<>(report.found()),
                    report.differing().stream().map(DialogId::value).toList(),
                    report.notAsked().stream().map(NotAskedJson::of).toList());
        }
    }

    /** A dialog that could not be compared, or not to its end. */
    @Schema(name = "NotAsked")
    record NotAskedJson(long dialog, String why) {

        static NotAskedJson of(CheckReport.NotAsked one) {
            return new NotAskedJson(one.dialog().value(), one.why());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Compare dialogs with the cloud",
            description =
                    "As far back as they should be here. What differs is counted and, with \"repair\", mended here; in"
                            + " the cloud nothing changes. Answers when it has begun; GET tells how it gets on.")
    CheckJson begin(@PathVariable long account, @RequestBody CheckForm form) {
        var me = api.messenger(account);
        try {
            return CheckJson.of(
                    checks.begin(me, new Order(only(me, form.dialog()), Boolean.TRUE.equals(form.repair()))));
        } catch (AlreadyUnderWay _) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "check-under-way",
                    "A check of this account is under way",
                    "GET …/checks tells how it gets on. Begin another one when it has ended.");
        }
    }

    private Optional<DialogId> only(Messenger me, @Nullable Long dialog) {
        return Optional.ofNullable(dialog).map(id -> api.dialog(me, id));
    }

    @GetMapping
    @Operation(summary = "Checks since Chimera was started", description = "The latest first, 16 at most.")
    List<CheckJson> all(@PathVariable long account) {
        return checks.of(api.messenger(account).account()).stream()
                .map(CheckJson::of)
                .toList();
    }

    @GetMapping("/{id}")
    @Operation(summary = "One check", description = "How it is, or was when it ended.")
    CheckJson one(@PathVariable long account, @PathVariable long id) {
        return checks.find(api.messenger(account).account(), id)
                .map(CheckJson::of)
                .orElseThrow(() -> Problem.notFound("check"));
    }
}
