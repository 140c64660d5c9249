package io.chimera.core.sponsor;

/**
 * What is shown below the newest message of a channel because somebody pays the cloud for it.
 *
 * @param id by which the cloud knows it, in this channel and for a while
 * @param recommended whether the cloud recommends it, rather than a sponsor pays for it
 * @param title who or what it is about
 * @param button what stands on the button that leads there
 * @param link where that leads; not necessarily an address of the web
 * @param about who the sponsor is, in words; may be empty
 * @param reportable whether it can be reported
 */
public record SponsoredMessage(
        long id,
        boolean recommended,
        String title,
        String text,
        String button,
        String link,
        String about,
        boolean reportable) {}
