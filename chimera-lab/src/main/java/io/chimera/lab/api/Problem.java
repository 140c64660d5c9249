package io.chimera.lab.api;

/**
 * Why a request was not done (RFC 9457, {@code application/problem+json}).
 *
 * @param type one of {@link No#type}
 * @param detail for a person; holds nothing of what was sent
 */
public record Problem(String type, String title, int status, String detail) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";
}
