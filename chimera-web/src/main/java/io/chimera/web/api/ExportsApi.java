package io.chimera.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.export.DialogExport;
import io.chimera.core.export.ExportReport;
import io.chimera.core.export.Format;
import io.chimera.core.export.UnusablePlace;
import io.chimera.core.messenger.Exports;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.messenger.Task;
import io.chimera.core.messenger.Tasks.AlreadyUnderWay;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Writing dialogs down. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/exports")
@Tag(name = "Exports", description = "Dialogs written down for other programs, and for people")
class ExportsApi {

    private final Api api;
    private final Exports exports;

    ExportsApi(Api api, Exports exports) {
        this.api = api;
        this.exports = exports;
    }

    /** What to write, and where. */
    record ExportForm(
            @Schema(description = "html, json or sqlite") @Nullable
            String format,

            @Schema(description = "The whole path of a folder on this computer that is not there yet, or empty")
            @Nullable
            String to,

            @Schema(description = "Only this dialog; all of them if missing") @Nullable
            Long dialog,

            @Schema(description = "The language of HTML pages, en or pt-BR; English if missing") @Nullable
            String language) {}

    /** How an export is, or was when it ended. */
    @Schema(name = "Export")
    record ExportJson(
            @Schema(description = "Tells it from the account's others since Chimera was started")
            long id,

            TaskState state,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "Why it failed; nothing is left of it then")
            @Nullable
            String why,

            long dialogs,
            long messages,
            long files,

            @Schema(description = "What files are called that are lost on the shelf, 200 at most")
            List<String> filesLeft) {

        static ExportJson of(Task<ExportReport> one) {
            var report = one.report();
            return new ExportJson(
                    one.number(),
                    TaskState.of(one),
                    TaskState.why(one),
                    report.dialogs(),
                    report.messages(),
                    report.files(),
                    report.filesLeft());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Write dialogs down",
            description =
                    "Into a new folder that only its owner can open; it is there whole or not at all. Answers when it"
                            + " has begun; GET tells how it gets on.")
    ExportJson begin(@PathVariable long account, @RequestBody ExportForm form) {
        var me = api.messenger(account);
        var order = new DialogExport.Order(
                format(form.format()), only(me, form.dialog()), path(form.to()), language(form.language()));
        try {
            return ExportJson.of(exports.begin(me, order));
        } catch (UnusablePlace unusable) {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "export-place",
                    "Nothing can be written there",
                    Objects.requireNonNullElse(unusable.getMessage(), "It cannot be written") + ".");
        } catch (AlreadyUnderWay _) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "export-under-way",
                    "An export of this account is under way",
                    "GET …/exports tells how it gets on. Begin another one when it has ended.");
        }
    }

    private static Format format(@Nullable String name) {
        return Arrays.stream(Format.values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("There is no such format", "Send html, json or sqlite."));
    }

    private Optional<DialogId> only(Messenger me, @Nullable Long dialog) {
        return Optional.ofNullable(dialog).map(id -> api.dialog(me, id));
    }

    private static Path path(@Nullable String written) {
        try {
            var path = Path.of(written == null ? "" : written);
            if (path.isAbsolute()) return path;
        } catch (InvalidPathException _) {
            // as good as none
        }
        throw Problem.invalid("It is no whole path", "Send {\"to\": \"/home/…/dialogs\"}, from the root on.");
    }

    private static Locale language(@Nullable String tag) {
        return tag == null ? Locale.ENGLISH : Locale.forLanguageTag(tag);
    }

    @GetMapping
    @Operation(summary = "Exports since Chimera was started", description = "The latest first, 16 at most.")
    List<ExportJson> all(@PathVariable long account) {
        return exports.of(api.messenger(account).account()).stream()
                .map(ExportJson::of)
                .toList();
    }

    @GetMapping("/{id}")
    @Operation(summary = "One export", description = "How it is, or was when it ended.")
    ExportJson one(@PathVariable long account, @PathVariable long id) {
        return exports.find(api.messenger(account).account(), id)
                .map(ExportJson::of)
                .orElseThrow(() -> Problem.notFound("export"));
    }
}
