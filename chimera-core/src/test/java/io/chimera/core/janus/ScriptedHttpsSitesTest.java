package io.chimera.core.janus;

import io.chimera.core.testing.SteppingClock;

class ScriptedHttpsSitesTest extends HttpsSitesContract {

    private final HttpsSites https = new ScriptedHttpsSites(new SteppingClock());

    @Override
    protected HttpsSites https() {
        return https;
    }
}
