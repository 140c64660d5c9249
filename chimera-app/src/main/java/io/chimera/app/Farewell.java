package io.chimera.app;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Ends the node when Enter is pressed on a terminal. The end of the input is not Enter: a service has none. */
final class Farewell {

    private final InputStream keyboard;
    private final Runnable end;

    Farewell(InputStream keyboard, Runnable end) {
        this.keyboard = keyboard;
        this.end = end;
    }

    /** Whether a person at a terminal started this: then Enter means something. */
    static boolean isAtTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /** Waits for Enter in the background. */
    void listen() {
        Thread.ofPlatform().daemon().name("keyboard").start(() -> {
            if (sawEnter()) end.run();
        });
    }

    private boolean sawEnter() {
        try {
            while (true) {
                int key = keyboard.read();
                if (key < 0) return false;
                if (key == '\n' || key == '\r') return true;
            }
        } catch (IOException _) {
            return false; // the terminal is gone, as when its window was closed; signals end us then
        }
    }
}
