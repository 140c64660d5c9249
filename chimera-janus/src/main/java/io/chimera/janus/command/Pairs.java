package io.chimera.janus.command;

/** Names and values with {@code =} between them and {@code &} after them, as they come in. */
final class Pairs {

    private final Findings findings;
    private final Scrap name = new Scrap(Findings.LONGEST_NAME);
    private final Scrap value = new Scrap(Findings.LONGEST_VALUE);
    private boolean inValue;
    private long at;
    private long valueAt;

    /** @param at where the first name begins */
    Pairs(Findings findings, long at) {
        this.findings = findings;
        this.at = at;
    }

    void read(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            byte one = bytes[i];
            if (one == '&') {
                endOfPair();
            } else if (inValue) {
                value.add(one);
            } else if (one == '=') {
                inValue = true;
                valueAt = at + 1;
            } else {
                name.add(one);
            }
            at++;
        }
    }

    /** There may be another after it. */
    void endOfPair() {
        if (inValue && value.isWhole())
            findings.look(FormText.decoded(value), valueAt, value.size(), () -> FormText.decoded(name));
        name.clear();
        value.clear();
        inValue = false;
    }
}
