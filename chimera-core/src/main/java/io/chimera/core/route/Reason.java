package io.chimera.core.route;

/** Why a dispatch goes this way now, or waits. Pages explain it in the reader's language. */
public enum Reason {
    /** The contact is on this network. */
    NEAR,
    /** It goes to several people, whom only the cloud reaches together. */
    SEVERAL,

    /** The contact is not on this network. */
    NOT_NEAR,
    /** This account's LAN is switched off. */
    LAN_OFF,
    /** The contact was heard here but could not be reached as often as patience allows. */
    LAN_FAILED,
    /** Who answered here could not prove to be the contact. */
    UNPROVEN,
    /** The contact is here, and the certificate they show was taken back. */
    REVOKED,
    /** The contact is here, and whether their certificate was taken back is not known well enough. */
    UNCERTAIN,
    /** The contact is here with a key that the person blocked. */
    BLOCKED,
    /** It may have arrived here already, but the contact is gone and cannot be asked. */
    UNCONFIRMED,
    /** It may be in the cloud already, which is asked before anything is sent again. */
    IN_CLOUD,
    /** It must take the way the message it belongs to has taken. */
    SAME_WAY,
    /** The last attempt failed; the next one is due later. */
    PAUSED,
    /** The cloud cannot be reached. */
    CLOUD_DOWN,
    /** Only the LAN can carry it, and the contact is not here. */
    ONLY_NEAR
}
