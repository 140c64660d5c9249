package io.chimera.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chimera.core.account.Account;
import io.chimera.core.signin.SignIn;
import io.chimera.core.signin.SignInId;
import io.chimera.core.signin.SignInProblem;
import io.chimera.core.signin.SignInStep;
import io.chimera.core.signin.SignInStep.CodeWay;
import io.chimera.core.signin.SignIns;
import io.chimera.web.sign.AnswerKind;
import io.chimera.web.sign.ProblemView;
import io.chimera.web.sign.Seen;
import io.chimera.web.sign.StepKind;
import io.chimera.web.words.Words;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing accounts in to the cloud. A wrong answer is no refusal: it brings the same step again, with its problem. */
@RestController
@RequestMapping("/api/v1/sign-ins")
@Tag(
        name = "Sign-ins",
        description = "Signing an account in to the cloud: it asks, the person answers, until it is over")
class SignInsApi {

    private static final int LONGEST_WAIT = 30;

    private final Optional<SignIns> signIns;
    private final Clock clock;

    SignInsApi(Optional<SignIns> signIns, Clock clock) {
        this.signIns = signIns;
        this.clock = clock;
    }

    /** A sign-in, and what it wants now. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SignInJson(
            @Schema(description = "As good as a secret while it lasts")
            String id,

            @Schema(
                    description = "What is wanted. PREPARING: nothing yet; wait. SCAN: a phone is to scan the link;"
                            + " wait. FINISHED, ENDED: nothing any more")
            StepKind step,

            @Schema(description = "Names this step, for after")
            String seen,

            @Schema(description = "What was wrong with the last answer, or why it ended") @Nullable
            ProblemJson problem,

            @Schema(description = "CODE: whose it is. EMAIL_CODE: the address, starred") @Nullable
            String to,

            @Schema(description = "CODE: how it was sent") @Nullable
            CodeWay way,

            @Schema(description = "CODE, EMAIL_CODE: how many digits, where that is known") @Nullable
            Integer length,

            @Schema(description = "CODE: how another one could be sent") @Nullable
            CodeWay other,

            @Schema(description = "CODE: when another one could be sent, if not now") @Nullable
            Instant otherFrom,

            @Schema(description = "PASSWORD: what the person once wrote to remind themselves") @Nullable
            String hint,

            @Schema(description = "SCAN: as good as a key to the account; to be shown as a QR code") @Nullable
            URI link,

            @Schema(description = "FINISHED: who is in") @Nullable
            PersonJson account) {

        static SignInJson of(SignInId id, SignInStep step, Optional<SignInProblem> mistake, Instant now, Words words) {
            var problem = mistake.or(step::problem)
                    .map(what -> ProblemJson.of(what, now, words))
                    .orElse(null);
            var plain = new SignInJson(
                    id.toString(),
                    StepKind.of(step),
                    Seen.now(step).mark(),
                    problem,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
            return switch (step) {
                case SignInStep.WantsCode code -> plain.withCode(code, now);
                case SignInStep.WantsEmailCode(var to, int length, var _) -> plain.withCodeTo(to, length);
                case SignInStep.WantsPassword(var hint, var _) -> plain.with(hint, null, null);
                case SignInStep.WantsScan(var link) -> plain.with(null, link, null);
                case SignInStep.Finished(var account) -> plain.with(null, null, PersonJson.of(account));
                case SignInStep.Preparing _,
                        SignInStep.WantsApplication _,
                        SignInStep.WantsPhone _,
                        SignInStep.WantsEmail _,
                        SignInStep.Ended _ -> plain;
            };
        }

        private SignInJson withCode(SignInStep.WantsCode code, Instant now) {
            return new SignInJson(
                    id,
                    step,
                    seen,
                    problem,
                    code.to().e164(),
                    code.way(),
                    known(code.length()),
                    code.other().orElse(null),
                    code.otherFrom().filter(now::isBefore).orElse(null),
                    null,
                    null,
                    null);
        }

        private SignInJson withCodeTo(String address, int digits) {
            return new SignInJson(id, step, seen, problem, address, null, known(digits), null, null, null, null, null);
        }

        private SignInJson with(@Nullable String hint, @Nullable URI link, @Nullable PersonJson account) {
            return new SignInJson(id, step, seen, problem, null, null, null, null, null, hint, link, account);
        }

        private static @Nullable Integer known(int length) {
            return length == 0 ? null : length;
        }

        /** Its id and its link are secrets. */
        @Override
        public String toString() {
            return "SignInJson[step=" + step + "]";
        }
    }

    /** What is wrong. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProblemJson(
            SignInProblem.Kind kind,
            @Schema(description = "What happened") String title,

            @Schema(description = "Why, and what to do next")
            String detail,

            @Schema(description = "Before when it is no use to try again") @Nullable
            Instant until,

            @Schema(description = "What the cloud or the computer said, in its own words") @Nullable
            String said) {

        static ProblemJson of(SignInProblem problem, Instant now, Words words) {
            var told = ProblemView.of(problem, now, words);
            return new ProblemJson(
                    told.kind(),
                    told.what(),
                    told.next(),
                    problem.until().filter(now::isBefore).orElse(null),
                    told.exactly().isEmpty() ? null : told.exactly());
        }
    }

    /** Somebody who is in. */
    record PersonJson(long id, String name) {

        static PersonJson of(Account account) {
            return new PersonJson(account.id().telegramUser(), account.name());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Begin one", description = "One that nobody goes on with is cancelled after a while.")
    ResponseEntity<SignInJson> begin(@Parameter(hidden = true) Words words) {
        var begun = there().begin();
        return ResponseEntity.created(URI.create("/api/v1/sign-ins/" + begun.id()))
                .body(json(begun, begun.step(), Optional.empty(), words));
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "What it wants now",
            description = "With after and wait it is told as soon as something else is wanted than was seen.")
    SignInJson step(
            @PathVariable String id,
            @Parameter(description = "The step that was seen") @RequestParam(defaultValue = "") String after,
            @Parameter(description = "How many seconds to wait for another, 0 to 30") @RequestParam(defaultValue = "0")
                    int wait,
            @Parameter(hidden = true) Words words)
            throws InterruptedException {
        if (wait < 0 || wait > LONGEST_WAIT)
            throw Problem.invalid("wait is out of its range", "Send 0 to " + LONGEST_WAIT + " seconds, and ask again.");
        var signIn = find(id);
        return json(signIn, new Seen(after).awaitOther(signIn, Duration.ofSeconds(wait)), Optional.empty(), words);
    }

    /** What the person says. */
    record AnswerForm(
            @Nullable AnswerKind answer,

            @Schema(description = "APPLICATION: the number of my.telegram.org") @Nullable
            Integer id,

            @Schema(description = "APPLICATION: its hash") @Nullable
            String hash,

            @Schema(description = "PHONE: in international form") @Nullable
            String phone,

            @Schema(description = "BOT_TOKEN") @Nullable String token,

            @Schema(description = "CODE: as typed") @Nullable
            String code,

            @Schema(description = "EMAIL") @Nullable String email,

            @Schema(description = "PASSWORD") @Nullable String password) {

        String typed(String field) {
            var text = switch (field) {
                case "id" -> id == null ? null : id.toString();
                case "hash" -> hash;
                case "phone" -> phone;
                case "token" -> token;
                case "code" -> code;
                case "email" -> email;
                case "password" -> password;
                default -> throw new IllegalArgumentException("there is no field " + field);
            };
            return Objects.requireNonNullElse(text, "");
        }

        /** Most of it is secret. */
        @Override
        public String toString() {
            return "AnswerForm[answer=" + answer + "]";
        }
    }

    @PostMapping("/{id}/answers")
    @Operation(
            summary = "Answer what it wants",
            description = "Returns when the cloud has said what it thinks of it, a minute at most. A wrong answer"
                    + " brings the same step again, with its problem.")
    SignInJson answer(@PathVariable String id, @RequestBody AnswerForm form, @Parameter(hidden = true) Words words)
            throws InterruptedException {
        var signIn = find(id);
        if (form.answer() == null)
            throw Problem.invalid("answer is missing", "Send such as {\"answer\": \"CODE\", \"code\": \"…\"}.");
        return switch (form.answer().read(form::typed)) {
            case AnswerKind.Reading.Meant(var meant) -> json(signIn, signIn.answer(meant), Optional.empty(), words);
            case AnswerKind.Reading.Unusable(var mistake) -> json(signIn, signIn.step(), Optional.of(mistake), words);
        };
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Cancel it", description = "Nothing of it is kept. One that is finished stays so.")
    void cancel(@PathVariable String id) {
        find(id).cancel();
    }

    private SignInJson json(SignIn signIn, SignInStep step, Optional<SignInProblem> mistake, Words words) {
        return SignInJson.of(signIn.id(), step, mistake, clock.instant(), words);
    }

    private SignIn find(String id) {
        try {
            return there().find(SignInId.parse(id)).orElseThrow(SignInsApi::gone);
        } catch (IllegalArgumentException _) {
            throw gone();
        }
    }

    private static Problem gone() {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "no-such-sign-in",
                "There is no such sign-in",
                "It was over long ago, or nobody went on with it for a while. POST /api/v1/sign-ins begins another.");
    }

    private SignIns there() {
        return signIns.orElseThrow(() -> new Problem(
                HttpStatus.CONFLICT,
                "no-signing-in",
                "Nobody can sign in here",
                "This Chimera has no Telegram: it is a lab, whose people are there already. GET /api/v1/accounts lists"
                        + " them."));
    }
}
