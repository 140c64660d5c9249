package io.chimera.web;

/** What programs on this computer prove themselves with at the REST API. The app provides it. */
@FunctionalInterface
public interface ApiToken {

    /** The secret, at least 32 characters of US-ASCII, the same as long as its file is. Never logged, never shown. */
    String value();
}
