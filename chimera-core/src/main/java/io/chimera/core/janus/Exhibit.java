package io.chimera.core.janus;

/**
 * The same in two ways, to be looked at side by side.
 *
 * @param site as we write it
 * @param oldUser eight letters a to p
 * @param oldPassword eight letters a to p: 32 bits
 * @param oldAddress before the at sign
 * @param oldAddressFits whether mail could go to it today
 */
public record Exhibit(
        String site,
        String oldUser,
        String oldPassword,
        String oldAddress,
        boolean oldAddressFits,
        String user,
        String password,
        String address,
        double bits) {

    @Override
    public String toString() {
        return "Exhibit[" + site + "]";
    }
}
