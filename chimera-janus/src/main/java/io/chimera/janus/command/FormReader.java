package io.chimera.janus.command;

import io.chimera.core.janus.Traffic;
import java.util.List;

/**
 * Reads {@code application/x-www-form-urlencoded}. There is no form it could not be: what has no {@code =} is a name, and what
 * is badly encoded is itself.
 */
public final class FormReader implements BodyReader {

    private final Findings findings;
    private final Pairs pairs;

    public FormReader(Commands commands, Wardrobe wardrobe) {
        findings = new Findings(commands, wardrobe, Traffic.Part.FORM, FormText::encoded);
        pairs = new Pairs(findings, 0);
    }

    @Override
    public void read(byte[] bytes, int from, int length) {
        pairs.read(bytes, from, length);
    }

    @Override
    public Filling end() throws Unfillable {
        pairs.endOfPair();
        return findings.filling();
    }

    @Override
    public List<Traffic.Field> found() {
        return findings.fields();
    }
}
