package io.chimera.janus.command;

import io.chimera.core.janus.Traffic;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Finds commands in the query of a request's target, such as {@code /find?q=%5Cu}. Its path is never looked at. */
public final class QueryReader {

    private final Findings findings;
    private final String target;

    /**
     * Looks through it.
     *
     * @param target as it stands in the request, one character for each byte: a path with a query, or a whole URI
     */
    public QueryReader(Commands commands, Wardrobe wardrobe, String target) {
        this.findings = new Findings(commands, wardrobe, Traffic.Part.QUERY, FormText::encoded);
        this.target = target;
        look();
    }

    private void look() {
        int end = target.indexOf('#') < 0 ? target.length() : target.indexOf('#');
        int from = target.indexOf('?') + 1;
        if (from == 0 || from > end || target.chars().anyMatch(one -> one > 0xff)) return;
        var query = target.substring(from, end).getBytes(StandardCharsets.ISO_8859_1);
        var pairs = new Pairs(findings, from);
        pairs.read(query, 0, query.length);
        pairs.endOfPair();
    }

    /** In which fields there are commands, also those that ask for what there is not. */
    public List<Traffic.Field> found() {
        return findings.fields();
    }

    /**
     * What is to be changed in the target.
     *
     * @throws Unfillable if a command asks for what there is not, or there are more than a thousand
     */
    public Filling filling() throws Unfillable {
        return findings.filling();
    }

    /**
     * The target with the values in it. What comes in is ASCII.
     *
     * @throws Unfillable as {@link #filling}
     */
    public String filled() throws Unfillable {
        return Splices.apply(target, filling());
    }
}
