package io.chimera.web.dialog;

import io.chimera.core.dialog.DialogId;
import io.chimera.core.dialog.Revision;
import io.chimera.core.message.MessageId;
import io.chimera.core.messenger.Messenger;
import io.chimera.web.live.Fragments;
import io.chimera.web.live.Hello;
import io.chimera.web.live.LivePage;
import io.chimera.web.live.LivePages;
import io.chimera.web.words.Words;
import org.springframework.stereotype.Component;

/** Chat pages that are open. */
@Component
class ChatLivePages implements LivePages {

    private final ChatReaders read;
    private final Fragments fragments;

    ChatLivePages(ChatReaders read, Fragments fragments) {
        this.read = read;
        this.fragments = fragments;
    }

    @Override
    public String kind() {
        return "chat";
    }

    @Override
    public LivePage open(Messenger me, Hello hello, Words words) {
        var open = hello.fact("dialog").map(Long::parseLong).map(DialogId::new);
        var query =
                ListQuery.of(hello.fact("filter").orElse(""), hello.fact("q").orElse(""), open);
        return new ChatLive(
                me,
                words,
                query,
                hello.fact("tail").isPresent(),
                new Revision(hello.cursor()),
                Shown.of(me, hello.shown().stream().map(MessageId::parse).toList()),
                read,
                fragments);
    }
}
