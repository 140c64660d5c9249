package io.chimera.lab.server;

import io.chimera.lab.api.No;
import io.chimera.lab.api.Problem;

/** The lab cloud says no. Unchecked, so that it undoes the change it interrupts; turned into an answer in one place. */
final class Refusal extends RuntimeException {

    private final No no;
    private final String detail;

    Refusal(No no, String detail) {
        super(no + ": " + detail, null, false, false);
        this.no = no;
        this.detail = detail;
    }

    No no() {
        return no;
    }

    Problem problem() {
        return no.about(detail);
    }
}
