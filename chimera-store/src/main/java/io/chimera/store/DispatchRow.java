package io.chimera.store;

import static org.springframework.data.relational.core.mapping.Embedded.OnEmpty.USE_NULL;

import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.Lane;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Attempt;
import io.chimera.core.route.Journey;
import io.chimera.core.route.Way;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A row of table {@code dispatch}.
 *
 * @param place given by the database, in the order of being added
 * @param cargo what kind of cargo
 */
@Table("dispatch")
record DispatchRow(
        @Id @Nullable Long place,
        String parcel,
        long dialog,
        Lane.Kind lane,
        @Nullable Long recipient,
        long writtenAt,
        Kind cargo,
        @Nullable String text,
        @Embedded(onEmpty = USE_NULL) @Nullable FileColumns file,
        @Nullable String target,
        @Nullable Long targetCloudId,
        long began,
        @Nullable Way onlyWay) {

    enum Kind {
        TEXT,
        FILE,
        EDIT,
        DELETION,
        SEEN
    }

    static DispatchRow of(Dispatch dispatch, Path folder) {
        var parcel = dispatch.parcel();
        var target = targetOf(parcel.cargo());
        return new DispatchRow(
                null,
                parcel.id().toString(),
                parcel.dialog().value(),
                dispatch.lane().kind(),
                parcel.to().map(ContactId::telegramUser).orElse(null),
                Nanos.of(parcel.writtenAt()),
                kindOf(parcel.cargo()),
                textOf(parcel.cargo()).orElse(null),
                parcel.cargo() instanceof Cargo.File(var file) ? FileColumns.of(file, folder) : null,
                target.map(about -> about.id().toString()).orElse(null),
                target.flatMap(Target::cloudId).map(CloudMessageId::value).orElse(null),
                Nanos.of(dispatch.journey().began()),
                dispatch.journey().only().orElse(null));
    }

    private static Kind kindOf(Cargo cargo) {
        return switch (cargo) {
            case Cargo.Text _ -> Kind.TEXT;
            case Cargo.File _ -> Kind.FILE;
            case Cargo.Edit _ -> Kind.EDIT;
            case Cargo.Deletion _ -> Kind.DELETION;
            case Cargo.Seen _ -> Kind.SEEN;
        };
    }

    private static Optional<String> textOf(Cargo cargo) {
        return switch (cargo) {
            case Cargo.Text(var body) -> Optional.of(body.text());
            case Cargo.Edit(var _, var body) -> Optional.of(body.text());
            case Cargo.File _, Cargo.Deletion _, Cargo.Seen _ -> Optional.empty();
        };
    }

    private static Optional<Target> targetOf(Cargo cargo) {
        return switch (cargo) {
            case Cargo.Edit(var target, var _) -> Optional.of(target);
            case Cargo.Deletion(var target) -> Optional.of(target);
            case Cargo.Seen(var upTo) -> Optional.of(upTo);
            case Cargo.Text _, Cargo.File _ -> Optional.empty();
        };
    }

    Dispatch toDispatch(List<Attempt> attempts, Path folder) {
        var parcel = new Parcel(
                MessageId.parse(this.parcel),
                new DialogId(dialog),
                Optional.ofNullable(recipient).map(ContactId::new),
                Nanos.toInstant(writtenAt),
                toCargo(folder));
        return new Dispatch(parcel, new Journey(Nanos.toInstant(began), Optional.ofNullable(onlyWay), attempts));
    }

    private Cargo toCargo(Path folder) {
        return switch (cargo) {
            case TEXT -> new Cargo.Text(toText());
            case FILE -> new Cargo.File(Objects.requireNonNull(file).toFile(folder));
            case EDIT -> new Cargo.Edit(toTarget(), toText());
            case DELETION -> new Cargo.Deletion(toTarget());
            case SEEN -> new Cargo.Seen(toTarget());
        };
    }

    private Body.Text toText() {
        return new Body.Text(Objects.requireNonNull(text));
    }

    private Target toTarget() {
        return new Target(
                MessageId.parse(Objects.requireNonNull(target)),
                Optional.ofNullable(targetCloudId).map(CloudMessageId::new));
    }
}
