package io.chimera.web.provider;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.provider.Register;
import io.chimera.core.provider.Register.Entry;
import io.chimera.core.provider.Register.Issuance;
import io.chimera.web.failure.NotFound;
import io.chimera.web.words.Words;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the provider did, and what can be done about it: every page a request, every step a form. */
@Controller
class RegisterController {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int LONGEST_NOTE = 200;

    /** How many audit rows are looked through for limits that were met. */
    private static final int LOOKED_THROUGH = 1000;

    private static final int AT_ONCE = 100;

    private final Register register;
    private final Clock clock;

    RegisterController(Register register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    @GetMapping("/")
    String overview(Words words, Model model) {
        model.addAttribute("here", "overview");
        model.addAttribute(
                "view",
                OverviewView.of(
                        register.condition(), register.figures(DAY), register.figures(WEEK), clock.instant(), words));
        return "provider/overview";
    }

    @GetMapping("/issued")
    String issued(
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String before,
            Words words,
            Model model) {
        var now = clock.instant();
        var wanted = sought(person, model);
        var found = isNonsense(person, wanted)
                ? List.<Issuance>of()
                : register.issued(wanted, Asked.before(before, now.plus(DAY)), PageOf.SIZE + 1);
        model.addAttribute("here", "issued");
        model.addAttribute("first", before.isEmpty());
        model.addAttribute(
                "page", PageOf.of(found, last -> last.at().toString(), one -> IssuanceView.of(one, now, words)));
        return "provider/issued";
    }

    @GetMapping("/issued/{person}/{key}")
    String one(@PathVariable String person, @PathVariable String key, Words words, Model model) {
        var issuance = find(person, key);
        show(issuance, words, model);
        model.addAttribute(
                "page",
                PageOf.of(
                        register.audit(Optional.of(issuance.person()), Long.MAX_VALUE, PageOf.SIZE + 1),
                        RegisterController::mark,
                        entry -> EntryView.of(entry, clock.instant(), words)));
        return "provider/issuance";
    }

    @GetMapping("/issued/{person}/{key}/revocation")
    String mayBeRevoked(@PathVariable String person, @PathVariable String key, Words words, Model model) {
        show(find(person, key), words, model);
        model.addAttribute(
                "reasons",
                Stream.of(RevocationReason.values())
                        .filter(RevocationReason::isForGood)
                        .toList());
        model.addAttribute("longestNote", LONGEST_NOTE);
        return "provider/revocation";
    }

    /** The key counts as taken back whatever the authority says; what is left to do there is told. */
    @PostMapping("/issued/{person}/{key}/revocation")
    String revoke(
            @PathVariable String person,
            @PathVariable String key,
            @RequestParam(defaultValue = "-1") int reason,
            @RequestParam(defaultValue = "") String note,
            Words words,
            HttpServletResponse response,
            Model model) {
        var why = Asked.reason(reason);
        if (why.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return mayBeRevoked(person, key, words, model);
        }
        var issuance = find(person, key);
        var kept = note.strip().substring(0, Math.min(LONGEST_NOTE, note.strip().length()));
        var left = register.revoke(issuance.person(), issuance.key(), why.get(), kept);
        if (left.isEmpty()) return "redirect:/issued/" + person + "/" + key;
        model.addAttribute("left", left.get());
        return one(person, key, words, model);
    }

    @GetMapping("/audit")
    String audit(
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String before,
            Words words,
            Model model) {
        var wanted = sought(person, model);
        var found = isNonsense(person, wanted)
                ? List.<Entry>of()
                : register.audit(wanted, Asked.before(before), PageOf.SIZE + 1);
        model.addAttribute("here", "audit");
        model.addAttribute("first", before.isEmpty());
        model.addAttribute(
                "page",
                PageOf.of(found, RegisterController::mark, entry -> EntryView.of(entry, clock.instant(), words)));
        return "provider/audit";
    }

    @GetMapping("/limits")
    String limits(Words words, Model model) {
        var met = new ArrayList<EntryView>();
        long before = Long.MAX_VALUE;
        for (int seen = 0; seen < LOOKED_THROUGH; seen += AT_ONCE) {
            var some = register.audit(Optional.empty(), before, AT_ONCE);
            some.stream()
                    .filter(entry -> entry.what() == Register.Event.LIMITED)
                    .forEach(entry -> met.add(EntryView.of(entry, clock.instant(), words)));
            if (some.size() < AT_ONCE) break;
            before = some.getLast().number();
        }
        model.addAttribute("here", "limits");
        model.addAttribute("day", words.figures().count(register.figures(DAY).limited()));
        model.addAttribute("week", words.figures().count(register.figures(WEEK).limited()));
        model.addAttribute("looked", words.figures().count(LOOKED_THROUGH));
        model.addAttribute("page", new PageOf<>(met, Optional.empty()));
        return "provider/limits";
    }

    @ExceptionHandler(NotFound.class)
    void nothingHere(HttpServletResponse response) throws java.io.IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }

    private Issuance find(String person, String key) {
        return register.find(Asked.knownPerson(person), Asked.key(key)).orElseThrow(NotFound::new);
    }

    private void show(Issuance issuance, Words words, Model model) {
        model.addAttribute("here", "issued");
        model.addAttribute("view", IssuanceView.of(issuance, clock.instant(), words));
    }

    private static Optional<AccountId> sought(String person, Model model) {
        model.addAttribute("person", person.strip());
        return Asked.person(person);
    }

    /** Something was typed that is nobody's id: nobody is found, rather than everybody. */
    private static boolean isNonsense(String person, Optional<AccountId> wanted) {
        return !person.isBlank() && wanted.isEmpty();
    }

    private static String mark(Entry entry) {
        return Long.toString(entry.number());
    }
}
