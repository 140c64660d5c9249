package io.chimera.web.dialog;

import io.chimera.core.dialog.DialogId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.web.util.UriUtils;

/**
 * What of the list an address asks for.
 *
 * @param words what is looked for; empty for the whole list
 * @param open the dialog beside it
 */
record ListQuery(ListFilter filter, String words, Optional<DialogId> open) {

    private static final int LONGEST_SEARCH = 200;

    ListQuery {
        words = words.strip();
        if (words.length() > LONGEST_SEARCH) words = words.substring(0, LONGEST_SEARCH);
    }

    static ListQuery of(String filter, String words, Optional<DialogId> open) {
        return new ListQuery(ListFilter.named(filter), words, open);
    }

    /** The address of the page beside which the list stands. */
    String path() {
        return open.map(dialog -> "/c/" + dialog).orElse("/");
    }

    /** What must follow an address so that the list stays as it is. */
    String suffix() {
        return suffix(filter, words);
    }

    /** The address of this page with another filter, and without a search. */
    String with(ListFilter other) {
        return path() + suffix(other, "");
    }

    private static String suffix(ListFilter filter, String words) {
        List<String> parameters = new ArrayList<>();
        if (filter != ListFilter.ALL) parameters.add("filter=" + filter.parameter());
        if (!words.isEmpty()) parameters.add("q=" + UriUtils.encode(words, StandardCharsets.UTF_8));
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }
}
