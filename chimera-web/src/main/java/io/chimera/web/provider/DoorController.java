package io.chimera.web.provider;

import io.chimera.web.provider.OperatorKey.Verdict;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where the operator's key is asked for, and given back. */
@Controller
class DoorController {

    private final OperatorKey key;
    private final OperatorSessions sessions;

    DoorController(OperatorKey key, OperatorSessions sessions) {
        this.key = key;
        this.sessions = sessions;
    }

    @GetMapping("/sign-in")
    String ask() {
        return "provider/door";
    }

    @PostMapping("/sign-in")
    String enter(
            @RequestParam(defaultValue = "", name = "key") String typed,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var verdict = key.judge(typed);
        if (verdict == Verdict.RIGHT) {
            sessions.begin(request, response);
            return "redirect:/";
        }
        var pause = key.pause().map(Duration::toSeconds).map(seconds -> seconds + 1);
        pause.ifPresent(seconds -> response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        boolean later = verdict == Verdict.LATER;
        response.setStatus((later ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.UNAUTHORIZED).value());
        model.addAttribute(
                "problem",
                later
                        ? words.say("door.later", words.figures().duration(Duration.ofSeconds(pause.orElse(1L))))
                        : words.say("door.wrong"));
        return "provider/door";
    }

    @PostMapping("/sign-out")
    String leave(HttpServletRequest request, HttpServletResponse response) {
        sessions.end(request, response);
        return "redirect:/sign-in";
    }
}
