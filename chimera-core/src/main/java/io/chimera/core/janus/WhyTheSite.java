package io.chimera.core.janus;

/** Why a host is of a site. */
public enum WhyTheSite {
    /** The host is below it: it is the part that somebody can register. */
    REGISTRABLE,
    /** It is the host itself, which somebody can register. */
    ITSELF,
    /** It is an address, with the port if it is not the usual one. */
    ADDRESS,
    /** Nobody can register a part of it: a name without a dot, or one that others register under. */
    WHOLE_HOST,
    /** It was so when its card was made; today's list of public suffixes has it otherwise. */
    REMEMBERED
}
