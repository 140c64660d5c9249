package io.chimera.core.disk;

import java.io.IOException;
import java.nio.file.Path;

/** A place that holds private keys can be opened by others. The message says how to close it. */
public final class TooOpen extends IOException {

    TooOpen(Path place, String permissions, String wanted) {
        super(place + " can be opened by others on this computer (" + permissions
                + "), but it is where private keys lie. Make it yours alone: chmod " + wanted + " '" + place + "'");
    }
}
