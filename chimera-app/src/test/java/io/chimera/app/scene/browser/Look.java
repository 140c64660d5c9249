package io.chimera.app.scene.browser;

/**
 * What a browser is like.
 *
 * @param language the one it asks for
 * @param dark whether its owner likes dark pages
 * @param width of its window, in CSS pixels
 * @param height of its window, in CSS pixels
 */
record Look(String language, boolean dark, int width, int height) {

    static Look usual() {
        return new Look("en-US", false, 1280, 800);
    }

    Look in(String other) {
        return new Look(other, dark, width, height);
    }

    Look darkened() {
        return new Look(language, true, width, height);
    }

    /** A telephone held upright. */
    Look onPhone() {
        return new Look(language, dark, 390, 844);
    }

    /** For the name of a picture. */
    String name() {
        return (width < 720 ? "phone-" : "") + language + (dark ? "-dark" : "-light");
    }
}
