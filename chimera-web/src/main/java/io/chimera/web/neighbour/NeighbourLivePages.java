package io.chimera.web.neighbour;

import io.chimera.core.messenger.Messenger;
import io.chimera.web.live.Fragments;
import io.chimera.web.live.Hello;
import io.chimera.web.live.LivePage;
import io.chimera.web.live.LivePages;
import io.chimera.web.words.Words;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Neighbours pages that are open. */
@Component
class NeighbourLivePages implements LivePages {

    private final NeighbourReader read;
    private final Fragments fragments;

    NeighbourLivePages(NeighbourReader read, Fragments fragments) {
        this.read = read;
        this.fragments = fragments;
    }

    @Override
    public String kind() {
        return "neighbours";
    }

    @Override
    public LivePage open(Messenger me, Hello hello, Words words) {
        return new Open(me, words);
    }

    private final class Open implements LivePage {

        private final Messenger me;
        private final Words words;
        private Optional<NeighbourReader.View> told = Optional.empty();

        Open(Messenger me, Words words) {
            this.me = me;
            this.words = words;
        }

        @Override
        public String whatChanged() {
            var now = read.read(me, words);
            if (told.equals(Optional.of(now))) return "";
            told = Optional.of(now);
            return fragments.news("neighbours", Map.of("view", now), words);
        }
    }
}
