package io.chimera.web.api;

import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.route.Attempt;
import io.chimera.core.route.Decision;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Reason;
import io.chimera.core.route.Way;
import io.chimera.core.transfer.Progress;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is on its way, and what waits. */
@RestController
@RequestMapping("/api/v1/accounts/{account}")
@Tag(name = "Transfers", description = "What is on its way, and what waits")
class TransfersApi {

    private static final int MOST_OF_A_LANE = 100;

    private final Api api;

    TransfersApi(Api api) {
        this.api = api;
    }

    /** A file on its way. */
    record TransferJson(
            @Schema(description = "The message whose file it is")
            String message,

            long dialog,
            Progress.Direction direction,
            Way route,
            String name,
            @Schema(description = "Bytes there now") long done,

            @Schema(description = "Bytes in all; -1 when the other side did not say")
            long size,

            @Schema(description = "Bytes there before this attempt")
            long resumedAt,

            @Schema(description = "Bytes a second; 0 while it is not known")
            long rate,

            @Schema(description = "Seconds it will still take, where that is known") @Nullable
            Long left,

            Instant since) {

        static TransferJson of(Progress progress) {
            return new TransferJson(
                    progress.message().toString(),
                    progress.dialog().value(),
                    progress.direction(),
                    progress.way(),
                    progress.name().value(),
                    progress.done(),
                    progress.size(),
                    progress.resumedAt(),
                    Math.round(progress.rate()),
                    progress.left().map(Duration::toSeconds).orElse(null),
                    progress.since());
        }
    }

    @GetMapping("/transfers")
    @Operation(summary = "Files on their way", description = "The longest on its way first.")
    List<TransferJson> transfers(@PathVariable long account) {
        return api.messenger(account).transfers().all().stream()
                .map(TransferJson::of)
                .toList();
    }

    /** Something that waits. */
    record DispatchJson(
            @Schema(description = "The message, or the errand about one")
            String id,

            long dialog,
            Cargoes cargo,
            Instant began,

            @Schema(description = "What would be done with it now")
            Next next,

            @Schema(description = "Why that") Reason reason,

            @Schema(description = "When it will be looked at again, if nothing changes; null when it goes now")
            @Nullable
            Instant until,

            List<AttemptJson> attempts) {

        enum Cargoes {
            TEXT,
            FILE,
            EDIT,
            DELETION,
            SEEN
        }

        enum Next {
            LAN,
            CLOUD,
            WAIT
        }

        static DispatchJson of(Dispatch dispatch, Decision decision) {
            var parcel = dispatch.parcel();
            return new DispatchJson(
                    parcel.id().toString(),
                    parcel.dialog().value(),
                    cargo(parcel.cargo()),
                    dispatch.journey().began(),
                    next(decision),
                    decision.reason(),
                    decision instanceof Decision.Wait(var until, var _) ? until : null,
                    dispatch.journey().attempts().stream().map(AttemptJson::of).toList());
        }

        private static Cargoes cargo(Cargo cargo) {
            return switch (cargo) {
                case Cargo.Text _ -> Cargoes.TEXT;
                case Cargo.File _ -> Cargoes.FILE;
                case Cargo.Edit _ -> Cargoes.EDIT;
                case Cargo.Deletion _ -> Cargoes.DELETION;
                case Cargo.Seen _ -> Cargoes.SEEN;
            };
        }

        private static Next next(Decision decision) {
            return switch (decision) {
                case Decision.Go(var route, var _) ->
                    switch (route.way()) {
                        case LAN -> Next.LAN;
                        case CLOUD -> Next.CLOUD;
                    };
                case Decision.Wait _ -> Next.WAIT;
            };
        }
    }

    /** A try that settled nothing. */
    record AttemptJson(Instant at, Way route, Result result, String why) {

        enum Result {
            UNREACHABLE,
            UNPROVEN,
            UNCONFIRMED
        }

        static AttemptJson of(Attempt attempt) {
            var result = switch (attempt.outcome()) {
                case Outcome.Unreachable _ -> Result.UNREACHABLE;
                case Outcome.Unproven _ -> Result.UNPROVEN;
                case Outcome.Unconfirmed _ -> Result.UNCONFIRMED;
            };
            return new AttemptJson(
                    attempt.at(), attempt.way(), result, attempt.outcome().why());
        }
    }

    @GetMapping("/outbox")
    @Operation(
            summary = "What waits",
            description =
                    "The first hundred of every lane, the oldest first, each with what would be done with it now.")
    List<DispatchJson> outbox(@PathVariable long account) {
        var me = api.messenger(account);
        return me.read(view -> view.outbox().heads(MOST_OF_A_LANE)).values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(dispatch -> dispatch.journey().began()))
                .map(dispatch -> DispatchJson.of(dispatch, me.explain(dispatch)))
                .toList();
    }
}
