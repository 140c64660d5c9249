package io.chimera.lab.client;

import io.chimera.core.delivery.CloudCarrier;
import io.chimera.core.delivery.CloudCarrier.Sent;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.CloudMessageId;
import io.chimera.lab.api.Content;
import io.chimera.lab.api.History;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks through what one account has sent. */
final class SentBefore {

    /** The most pages that are looked through. */
    private static final int MOST_PAGES = 50;

    private final LabLine line;

    SentBefore(LabLine line) {
        this.line = line;
    }

    /**
     * What was sent into a dialog within some time, oldest first. Asked for so, because the cloud's clock and ours may
     * differ; while the question travels, time goes by, so a little more is asked for.
     */
    List<Sent> within(DialogId dialog, Duration ago) throws IOException, InterruptedException {
        long within = Math.max(0, ago.plus(line.pace().answer()).toMillis());
        var sent = new ArrayList<Sent>();
        long after = 0;
        for (int page = 0; page < MOST_PAGES; page++) {
            var query = "mine=true&withinMillis=" + within + "&after=" + after;
            var history = line.history(dialog.value(), query, Duration.ZERO).messages();
            history.stream().map(SentBefore::sent).forEach(sent::add);
            if (history.size() < History.LARGEST) return sent;
            after = history.getLast().message();
        }
        throw new IOException("more was sent since then than is looked through");
    }

    private static Sent sent(History.Entry entry) {
        return new Sent(
                new CloudMessageId(entry.message()),
                entry.at(),
                switch (entry.content()) {
                    case Content.Words(var text, var _) -> new CloudCarrier.Content.Words(text);
                    case Content.Document document ->
                        new CloudCarrier.Content.Document(document.name(), document.size());
                });
    }
}
