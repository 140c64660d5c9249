package io.chimera.web.dialog;

import org.springframework.stereotype.Component;

/** What reads the parts of the chat page. */
@Component
record ChatReaders(
        ListReader lists, DialogReader dialogs, FlowReader flows, ComposerReader composers, TypingReader typing) {}
