package io.chimera.web.dialog;

import io.chimera.core.sponsor.ReportAnswer;
import java.util.List;

/**
 * What became of a complaint about a sponsored message.
 *
 * @param key of the words that say so; empty while there is a question
 * @param question what the cloud wants to know
 */
record ReportView(String key, String question, List<ReportAnswer.Option> options) {

    static ReportView of(ReportAnswer answer) {
        return switch (answer) {
            case ReportAnswer.Taken() -> new ReportView("sponsored.reported", "", List.of());
            case ReportAnswer.NotTaken() -> new ReportView("sponsored.not.reported", "", List.of());
            case ReportAnswer.Choose(var question, var options) -> new ReportView("", question, options);
        };
    }
}
