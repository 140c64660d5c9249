package io.chimera.core.janus;

class ScriptedPseudonymsTest extends PseudonymsContract {

    @Override
    protected Pseudonyms pseudonyms() {
        return new ScriptedPseudonyms(IDLE, clock);
    }
}
