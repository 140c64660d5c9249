package io.chimera.web.transfer;

import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.messenger.Messenger;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.Lane;
import io.chimera.core.route.Way;
import io.chimera.core.transfer.Progress;
import io.chimera.web.transfer.TransferView.Moving;
import io.chimera.web.transfer.TransferView.Waiting;
import io.chimera.web.words.Words;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads the transfers page. */
@Component
class TransferReader {

    /** How many of each dialog's waiting files are shown. */
    private static final int MOST_OF_A_LANE = 20;

    TransferReader() {}

    TransferView read(Messenger me, Words words) {
        var running = me.transfers().all();
        var ids = running.stream().map(Progress::message).collect(Collectors.toSet());
        var waiting = me.read(view -> view.outbox().heads(MOST_OF_A_LANE)).entrySet().stream()
                .filter(lane -> lane.getKey().kind() == Lane.Kind.FILES)
                .flatMap(lane -> lane.getValue().stream())
                .filter(dispatch -> !ids.contains(dispatch.parcel().id()))
                .flatMap(dispatch -> waiting(me, dispatch, words).stream())
                .toList();
        return new TransferView(
                running.stream().map(progress -> moving(me, progress, words)).toList(), waiting);
    }

    private static Moving moving(Messenger me, Progress progress, Words words) {
        return new Moving(
                FileCard.of(progress, words),
                words.of(progress.direction()),
                style(progress.way()),
                words.of(progress.way()),
                title(me, progress.dialog()),
                href(progress.dialog(), progress));
    }

    private static Optional<Waiting> waiting(Messenger me, Dispatch dispatch, Words words) {
        var parcel = dispatch.parcel();
        if (!(parcel.cargo() instanceof Cargo.File(var file))) return Optional.empty();
        var title = title(me, parcel.dialog());
        return Optional.of(new Waiting(
                FileCard.of(parcel.id(), file, Optional.empty(), words),
                words.of(me.explain(dispatch).reason(), "now", title),
                title,
                "/c/" + parcel.dialog() + "?m=" + parcel.id() + "#m-" + parcel.id(),
                dispatch.journey().attempts().isEmpty(),
                parcel.dialog().value()));
    }

    private static String href(DialogId dialog, Progress progress) {
        return switch (progress.direction()) {
            case IN -> "/c/" + dialog;
            case OUT -> "/c/" + dialog + "?m=" + progress.message() + "#m-" + progress.message();
        };
    }

    private static String style(Way way) {
        return switch (way) {
            case LAN -> "direct";
            case CLOUD -> "cloud";
        };
    }

    private static String title(Messenger me, DialogId id) {
        return me.read(view -> view.dialogs().find(id)).map(Dialog::title).orElseGet(id::toString);
    }
}
