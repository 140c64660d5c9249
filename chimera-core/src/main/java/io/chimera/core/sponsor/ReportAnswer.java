package io.chimera.core.sponsor;

import java.util.List;

/** What the cloud says to a report of a sponsored message. */
public sealed interface ReportAnswer {

    /** It was reported. */
    record Taken() implements ReportAnswer {}

    /** It wants to know more: report it again, with one of these. */
    record Choose(String question, List<Option> options) implements ReportAnswer {
        public Choose {
            options = List.copyOf(options);
        }
    }

    /** It was not taken, and will not be. */
    record NotTaken() implements ReportAnswer {}

    /**
     * A reason to choose.
     *
     * @param id the cloud's own, of letters, digits and the signs of Base64
     */
    record Option(String id, String words) {}
}
