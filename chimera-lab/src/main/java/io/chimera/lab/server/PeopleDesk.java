package io.chimera.lab.server;

import io.chimera.core.contact.PhoneNumber;
import io.chimera.lab.api.Called;
import io.chimera.lab.api.No;
import io.chimera.lab.api.Phonebook;
import io.chimera.lab.server.Route.Kind;
import java.io.IOException;
import java.util.List;

/** Who is who. */
final class PeopleDesk {

    private final Registry registry;

    PeopleDesk(Registry registry) {
        this.registry = registry;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/v1/me", Kind.ASKS, call -> Answer.of(call.caller())),
                Route.of("GET", "/v1/contacts", Kind.ASKS, this::contacts),
                Route.of("PUT", "/v1/contacts/{id}", Kind.CHANGES, this::acquaint),
                Route.of("GET", "/v1/people", Kind.ASKS, this::find));
    }

    private Answer contacts(Call call) {
        return Answer.of(new Phonebook(registry.contacts(call.caller().id())));
    }

    private Answer acquaint(Call call) throws IOException {
        long person = call.number(1);
        var name = call.json(Called.class).name();
        if (!registry.knows(person)) throw new Refusal(No.NO_SUCH_PERSON, "nobody has the id " + person);
        if (name.isBlank() || name.length() > Called.LONGEST)
            throw new Refusal(No.UNACCEPTABLE, "a name has 1 to " + Called.LONGEST + " characters");
        registry.acquaint(call.caller().id(), person, name.strip());
        return Answer.done();
    }

    private Answer find(Call call) {
        var phone = call.find("phone")
                .orElseThrow(
                        () -> new Refusal(No.MALFORMED, "say whose in the query: phone=, with its plus sign escaped"));
        return registry.byPhone(call.caller().id(), parse(phone))
                .map(Answer::of)
                .orElseThrow(() -> new Refusal(No.NO_SUCH_PERSON, "nobody can be found by this number"));
    }

    private static PhoneNumber parse(String phone) {
        try {
            return new PhoneNumber(phone);
        } catch (IllegalArgumentException notOne) {
            throw new Refusal(No.MALFORMED, "phone must be an international number: + and 5 to 15 digits");
        }
    }
}
