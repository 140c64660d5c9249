package io.chimera.web.neighbour;

import io.chimera.core.delivery.LanCarrier.LanState;
import io.chimera.web.words.Words;

/**
 * An account's place on the LAN, in words.
 *
 * @param wanted whether the person wants it on
 * @param works whether it is
 * @param why what stops it, as the part that failed says it; empty when nothing does
 */
record LanView(boolean wanted, boolean works, String heading, String about, String why) {

    static LanView of(LanState state, Words words) {
        return switch (state) {
            case LanState.Off() -> new LanView(false, false, words.say("lan.off"), words.say("lan.off.about"), "");
            case LanState.On(int port) ->
                new LanView(true, true, words.say("lan.on"), words.say("lan.on.about", Integer.toString(port)), "");
            case LanState.Down(var why) ->
                new LanView(true, false, words.say("lan.down"), words.say("lan.down.about"), why);
        };
    }
}
