package io.chimera.janus.site;

/** What cannot be the host of a site. The message says why. */
public final class InvalidHost extends Exception {

    InvalidHost(String why) {
        super(why);
    }
}
