package io.chimera.web.failure;

import io.chimera.web.preference.WordsArgument;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * The last resort for whatever no handler answered: a page for people, a problem (RFC 9457) for programs. Says nothing of
 * the inside.
 */
@Controller
class Failures implements ErrorController {

    private static final Map<Integer, String> ADVICE = Map.of(
            401, "Send the token that ./chimera token prints as: Authorization: Bearer TOKEN.",
            403, "Ask by this computer's own name and port, and not from another site's page.",
            404, "See /v3/api-docs for what there is.",
            405, "See /v3/api-docs for the methods this address takes.",
            415, "Send application/json, or multipart/form-data to an address that takes files.",
            500, "It is in the log. If it happens again, please report it.");

    private final WordsArgument words;

    Failures(WordsArgument words) {
        this.words = words;
    }

    @RequestMapping("/error")
    Object answer(HttpServletRequest request, HttpServletResponse response) {
        int status = status(request);
        return isForPrograms(request) ? problem(status) : page(status, request, response);
    }

    private ModelAndView page(int status, HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(status);
        var said = ErrorView.of(status, words.of(request));
        return "true".equals(request.getHeader("HX-Request"))
                ? new ModelAndView("news :: toast", Map.of("toast", said))
                : new ModelAndView("error", Map.of("error", said));
    }

    private static ResponseEntity<ProblemDetail> problem(int code) {
        var status = HttpStatus.resolve(code) == null ? HttpStatus.INTERNAL_SERVER_ERROR : HttpStatus.valueOf(code);
        var problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create("urn:chimera:problem:"
                + status.getReasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-")));
        problem.setDetail(ADVICE.getOrDefault(code, "See /v3/api-docs for how to ask."));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static int status(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? code
                : HttpStatus.NOT_FOUND.value();
    }

    private static boolean isForPrograms(HttpServletRequest request) {
        var path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked ? asked : "";
        return path.startsWith("/api") || path.startsWith("/v3/") || path.startsWith("/actuator");
    }
}
