package io.chimera.core.route;

/** The two ways a message can take, as history remembers them. */
public enum Way {
    LAN,
    CLOUD
}
