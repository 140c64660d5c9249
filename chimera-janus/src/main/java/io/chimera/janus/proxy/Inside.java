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
 * @param connections to the site, for this client alone
 * @param budget for the bodies of all its requests
 */
record Inside(Host host, OpenProfile profile, Optional<Refused> failure, SiteConnections connections, Budget budget) {}
