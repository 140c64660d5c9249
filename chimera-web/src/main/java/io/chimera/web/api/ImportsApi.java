package io.chimera.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chimera.core.legacy.ImportReport;
import io.chimera.core.legacy.ImportReport.Count;
import io.chimera.core.legacy.LeftOut;
import io.chimera.core.legacy.UnusableLegacy;
import io.chimera.core.messenger.Imports;
import io.chimera.core.messenger.Task;
import io.chimera.core.messenger.Tasks.AlreadyUnderWay;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

/** Bringing over what the first Chimera left. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/imports")
@Tag(name = "Imports", description = "What the first Chimera left, brought into an account")
class ImportsApi {

    private final Api api;
    private final Imports imports;
    private final Clock clock;

    ImportsApi(Api api, Imports imports, Clock clock) {
        this.api = api;
        this.imports = imports;
        this.clock = clock;
    }

    /** What to bring. */
    record ImportForm(
            @Schema(description = "The whole path of the first Chimera's chats.db, on this computer") @Nullable
            String path,

            @Schema(description = "Folders from which this account sent files, besides the two beside the database")
            @Nullable
            List<String> files,

            @Schema(
                    description =
                            "The time zone that computer stood in, such as America/Sao_Paulo; this one's if missing")
            @Nullable
            String zone) {}

    /** How an import is, or was when it ended. */
    @Schema(name = "Import")
    record ImportJson(
            @Schema(description = "Tells it from the account's others since Chimera was started")
            long id,

            TaskState state,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "Why it failed. What it brought stays, and another one goes on from there")
            @Nullable
            String why,

            @Schema(description = "Old messages looked at") long read,
            @Schema(description = "Old messages in all") long size,
            CountJson dialogs,

            @Schema(description = "Old messages; a file with words is one, and may be two here")
            CountJson messages,

            CountJson files,

            @Schema(description = "What was not brought, by the reason")
            Map<LeftOut, Long> leftOut,

            @Schema(description = "What files that were not brought are called, 200 at most")
            List<String> filesLeft) {

        static ImportJson of(Task<ImportReport> one) {
            var report = one.report();
            return new ImportJson(
                    one.number(),
                    TaskState.of(one),
                    TaskState.why(one),
                    report.read(),
                    report.size(),
                    CountJson.of(report.dialogs()),
                    CountJson.of(report.messages()),
                    CountJson.of(report.files()),
                    new TreeMap<>(report.leftOut()),
                    report.filesLeft());
        }
    }

    /** How many. */
    record CountJson(
            @Schema(description = "By this import") long brought,

            @Schema(description = "Here before, or met twice")
            long known) {

        static CountJson of(Count count) {
            return new CountJson(count.brought(), count.known());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Bring over what the first Chimera left",
            description = "Reads the database at this path, and files only from its own two folders and those that are"
                    + " named. Nothing comes twice. Answers when it has begun; GET tells how it gets on.")
    ImportJson begin(@PathVariable long account, @RequestBody ImportForm form) {
        var me = api.messenger(account);
        var elsewhere = form.files() == null ? List.<String>of() : form.files();
        var order = new Imports.Order(
                path(form.path()), elsewhere.stream().map(ImportsApi::path).toList(), zone(form.zone()));
        try {
            return ImportJson.of(imports.begin(me, order));
        } catch (UnusableLegacy unusable) {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "import-" + unusable.why().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    "It cannot be brought over",
                    Objects.requireNonNullElse(unusable.getMessage(), "It cannot be read") + ".");
        } catch (AlreadyUnderWay _) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "import-under-way",
                    "An import into this account is under way",
                    "GET …/imports tells how it gets on. Begin another one when it has ended.");
        }
    }

    private static Path path(@Nullable String written) {
        try {
            var path = Path.of(written == null ? "" : written);
            if (path.isAbsolute()) return path;
        } catch (InvalidPathException _) {
            // as good as none
        }
        throw Problem.invalid("It is no whole path", "Send {\"path\": \"/home/…/chats.db\"}, from the root on.");
    }

    private ZoneId zone(@Nullable String name) {
        try {
            return name == null ? clock.getZone() : ZoneId.of(name);
        } catch (DateTimeException _) {
            throw Problem.invalid("It is no time zone", "Send a name such as America/Sao_Paulo, or none.");
        }
    }

    @GetMapping
    @Operation(summary = "Imports since Chimera was started", description = "The latest first, 16 at most.")
    List<ImportJson> all(@PathVariable long account) {
        return imports.of(api.messenger(account).account()).stream()
                .map(ImportJson::of)
                .toList();
    }

    @GetMapping("/{id}")
    @Operation(summary = "One import", description = "How it is, or was when it ended.")
    ImportJson one(@PathVariable long account, @PathVariable long id) {
        return imports.find(api.messenger(account).account(), id)
                .map(ImportJson::of)
                .orElseThrow(() -> Problem.notFound("import"));
    }
}
