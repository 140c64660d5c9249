package io.chimera.web.dialog;

import io.chimera.web.frame.Frame.Person;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The list of dialogs.
 *
 * @param near how many people are on this network, in words
 * @param anyoneNear whether there are any
 * @param action where the search box sends its words
 * @param more how many dialogs are not shown, in words; empty when all are
 * @param nothing what an empty list teaches
 * @param typing who is writing at this moment, by dialog; told apart, for it changes often
 * @param found what the search found, while there is one
 */
record ListView(
        Person me,
        String near,
        boolean anyoneNear,
        ListFilter filter,
        List<FilterView> filters,
        String action,
        String query,
        List<RowView> rows,
        String more,
        String nothing,
        Map<Long, String> typing,
        Optional<Found> found) {

    /** One of the filters. */
    record FilterView(ListFilter filter, String href) {}

    /**
     * What a search found.
     *
     * @param people dialogs whose name matches
     * @param messages whose words match
     */
    record Found(List<RowView> people, List<HitView> messages) {}

    /**
     * A message that was found.
     *
     * @param pieces its words, those looked for marked
     */
    record HitView(String href, RowView in, String time, List<Piece> pieces) {}

    /** A stretch of a found message. */
    record Piece(String text, boolean hit) {}
}
