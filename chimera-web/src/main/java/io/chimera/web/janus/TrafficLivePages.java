package io.chimera.web.janus;

import io.chimera.core.messenger.Messenger;
import io.chimera.web.live.Fragments;
import io.chimera.web.live.Hello;
import io.chimera.web.live.LivePage;
import io.chimera.web.live.LivePages;
import io.chimera.web.words.Words;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Traffic pages that are open. */
@Component
class TrafficLivePages implements LivePages {

    private final TrafficReader read;
    private final Fragments fragments;

    TrafficLivePages(TrafficReader read, Fragments fragments) {
        this.read = read;
        this.fragments = fragments;
    }

    @Override
    public String kind() {
        return "janus-traffic";
    }

    @Override
    public LivePage open(Messenger me, Hello hello, Words words) {
        return new Open(me, words);
    }

    private final class Open implements LivePage {

        private final Messenger me;
        private final Words words;
        private Optional<TrafficReader.View> told = Optional.empty();

        Open(Messenger me, Words words) {
            this.me = me;
            this.words = words;
        }

        @Override
        public String whatChanged() {
            var now = read.read(me.account(), words);
            if (told.equals(Optional.of(now))) return "";
            told = Optional.of(now);
            return fragments.news("traffic", Map.of("view", now), words);
        }
    }
}
