package io.chimera.janus;

import io.chimera.janus.derive.Persona;

/**
 * Who somebody is at a site. Never printed whole: a password is in it.
 *
 * @param who whose it is
 * @param address empty text where no mail domain is set
 * @param bits how many the password has
 */
public record Triple(Persona who, String user, String password, String address, double bits) {
    @Override
    public String toString() {
        return "Triple[" + who.site() + ", " + who.counter() + "]";
    }
}
