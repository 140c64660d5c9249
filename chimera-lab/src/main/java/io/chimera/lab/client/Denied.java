package io.chimera.lab.client;

import io.chimera.lab.api.No;
import io.chimera.lab.api.Problem;
import java.io.IOException;
import java.util.Optional;

/** The lab cloud answered, and the answer was no. */
final class Denied extends IOException {

    private final Problem problem;

    Denied(Problem problem) {
        super("the lab cloud says: " + problem.title());
        this.problem = problem;
    }

    /** Which no it is, if we know it. */
    Optional<No> no() {
        return No.of(problem.type());
    }

    /** What it means for what was asked. */
    No.Consequence consequence() {
        return no().map(No::consequence)
                .orElse(problem.status() < 500 ? No.Consequence.FOR_GOOD : No.Consequence.UNKNOWN);
    }

    boolean is(No one) {
        return no().filter(one::equals).isPresent();
    }
}
