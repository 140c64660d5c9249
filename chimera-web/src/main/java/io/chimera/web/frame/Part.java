package io.chimera.web.frame;

import java.util.Locale;

/** The parts of Chimera, as the rail names them. */
public enum Part {
    CHATS("/", "chat"),
    NEIGHBOURS("/neighbours", "lan"),
    TRANSFERS("/transfers", "down"),
    JANUS("/janus", "mask"),
    CERTIFICATE("/certificate", "shield"),
    SETTINGS("/settings", "settings");

    private final String path;
    private final String icon;

    Part(String path, String icon) {
        this.path = path;
        this.icon = icon;
    }

    /** Where its page is. */
    public String path() {
        return path;
    }

    /** Its symbol in the sprite. */
    public String icon() {
        return icon;
    }

    /** The key of its name. */
    public String key() {
        return "part." + name().toLowerCase(Locale.ROOT);
    }
}
