package io.chimera.web.api;

import io.chimera.core.dialog.UnacceptableText;
import io.chimera.core.file.IncomingFile.NoRoom;
import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.core.janus.HttpsRefused;
import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.messenger.Correspondence;
import io.chimera.web.upload.Multipart.MalformedMultipart;
import io.chimera.web.upload.Uploads.CutShort;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What the API answers when something goes wrong. */
@RestControllerAdvice(basePackageClasses = Problems.class)
class Problems {

    Problems() {}

    @ExceptionHandler
    ResponseEntity<ProblemDetail> problem(Problem problem) {
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> text(UnacceptableText refused) {
        var title = switch (refused.why()) {
            case EMPTY -> "The text is empty";
            case TOO_LONG -> "The text is too long";
            case NOT_TEXT -> "The text holds what is no character";
        };
        return answer(new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "text-" + refused.why().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                title,
                said(refused) + ". Nothing was sent; change it and send it again.",
                Map.of("reason", refused.why(), "length", refused.length())));
    }

    @ExceptionHandler({Correspondence.NoSuchDialog.class, Correspondence.NoSuchMessage.class})
    ResponseEntity<ProblemDetail> gone(RuntimeException gone) {
        return answer(Problem.notFound(gone instanceof Correspondence.NoSuchDialog ? "dialog" : "message"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notPossible(Correspondence.NotPossible refused) {
        return answer(new Problem(
                HttpStatus.CONFLICT,
                "not-possible",
                "It cannot be done with this message now",
                "Because " + said(refused) + ". Look at the message's status, and try again when that has changed."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> enrolment(EnrolmentFailed failed) {
        var more = failed.retryAfter()
                .map(wait -> Map.<String, Object>of("reason", failed.reason(), "retryAfter", wait.toSeconds()))
                .orElseGet(() -> Map.of("reason", failed.reason()));
        var problem = new Problem(
                HttpStatus.CONFLICT,
                "enrolment-" + failed.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "The step towards a certificate did not succeed",
                said(failed) + ". Nothing obtained before is lost; GET …/certificate tells where it stands.",
                more);
        return ResponseEntity.status(problem.status())
                .headers(headers -> failed.retryAfter().ifPresent(wait -> retryAfter(headers, wait)))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.body());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> pseudonym(PseudonymRefused refused) {
        var status = switch (refused.refusal()) {
            case LOCKED, NOT_AS_KNOWN, NOT_REMEMBERED -> HttpStatus.CONFLICT;
            case NO_CARD -> HttpStatus.NOT_FOUND;
            case NO_ROOM -> HttpStatus.INSUFFICIENT_STORAGE;
            case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
        return answer(new Problem(
                status,
                "janus-" + refused.refusal().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "It could not be computed",
                refused.what(),
                Map.of("reason", refused.refusal())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> https(HttpsRefused refused) {
        var status = switch (refused.refusal()) {
            case NO_SITE, PUBLIC_SUFFIX, PART_OF_A_SITE, SPARED -> HttpStatus.UNPROCESSABLE_CONTENT;
            case NOT_LISTED -> HttpStatus.NOT_FOUND;
            case NEVER, NO_CERTIFICATE, NO_KEY -> HttpStatus.CONFLICT;
            case NO_ROOM -> HttpStatus.INSUFFICIENT_STORAGE;
        };
        return answer(new Problem(
                status,
                "https-" + refused.refusal().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "It was not done",
                refused.what(),
                Map.of("reason", refused.refusal())));
    }

    private static void retryAfter(HttpHeaders headers, Duration wait) {
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
    }

    @ExceptionHandler(NoRoom.class)
    ResponseEntity<ProblemDetail> noRoom() {
        return answer(new Problem(
                HttpStatus.INSUFFICIENT_STORAGE,
                "no-room",
                "There is no room for the file",
                "The disk that holds this account has too little free space. Nothing was kept; make room and send it"
                        + " again."));
    }

    @ExceptionHandler({MalformedMultipart.class, CutShort.class})
    ResponseEntity<ProblemDetail> upload(Exception broken) {
        return answer(new Problem(
                HttpStatus.BAD_REQUEST,
                "broken-upload",
                "The upload is not whole",
                said(broken) + ". Nothing of the last file was kept; send it again."));
    }

    @ExceptionHandler({
        HttpMessageNotReadableException.class,
        ServletRequestBindingException.class,
        MethodArgumentTypeMismatchException.class
    })
    ResponseEntity<ProblemDetail> unreadable() {
        return answer(new Problem(
                HttpStatus.BAD_REQUEST,
                "unreadable",
                "The request cannot be read",
                "Its body or its parameters are not what this address takes. See /v3/api-docs."));
    }

    private static String said(Throwable failed) {
        return Objects.requireNonNullElse(failed.getMessage(), "it failed");
    }

    private static ResponseEntity<ProblemDetail> answer(Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.body());
    }
}
