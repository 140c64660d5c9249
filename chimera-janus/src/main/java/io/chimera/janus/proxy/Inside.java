package io.chimera.janus.proxy;

import io.chimera.janus.desk.OpenProfile;
import io.chimera.janus.site.Host;
import java.util.Optional;

/**
 * What is behind a CONNECT that is looked into.
 *
 * @param host whose pages are asked for, and no other's
 * @param profile of who signed in when it was made
 * @param failure why no page of it can be shown
 */
record Inside(Host host, OpenProfile profile, Optional<Refused> failure) {

    /** As it is written in requests. */
    boolean is(Host other) {
        return host.equals(other);
    }

    int port() {
        return new Target.Tunnel(host).port();
    }
}
