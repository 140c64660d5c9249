package io.chimera.core.janus;

class ScriptedOptInsTest extends OptInsContract {

    private final OptIns optIns = new ScriptedOptIns();

    @Override
    protected OptIns optIns() {
        return optIns;
    }
}
