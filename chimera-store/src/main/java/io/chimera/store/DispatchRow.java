package io.chimera.store;

import io.chimera.core.contact.ContactId;
import io.chimera.core.dialog.Body;
import io.chimera.core.dialog.DialogId;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Dispatch;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.outbox.Target;
import io.chimera.core.route.Journey;
import io.chimera.core.route.Way;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A dispatch as table {@code dispatch} has it; its attempts are in a table of their own. */
final class DispatchRow {

    /** All but its place, which the database gives. */
    private static final Columns COLUMNS = Columns.of(
            "parcel",
            "dialog",
            "lane",
            "recipient",
            "written_at",
            "cargo",
            "text",
            "spans",
            "file_name",
            "media_type",
            "path",
            "size",
            "sha256",
            "target",
            "target_cloud_id",
            "answers",
            "answers_cloud_id",
            "began",
            "only_way");

    static final String INSERT = COLUMNS.insertInto("dispatch");

    private DispatchRow() {}

    private enum Kind {
        TEXT,
        FILE,
        EDIT,
        DELETION,
        SEEN
    }

    static Map<String, @Nullable Object> values(Dispatch dispatch, Path folder) {
        var parcel = dispatch.parcel();
        var values = COLUMNS.empty();
        values.put("parcel", parcel.id().toString());
        values.put("dialog", parcel.dialog().value());
        values.put("lane", dispatch.lane().kind().name());
        values.put("recipient", parcel.to().map(ContactId::telegramUser).orElse(null));
        values.put("written_at", Nanos.of(parcel.writtenAt()));
        put(values, parcel.cargo(), folder);
        ReferenceColumns.put(values, parcel.answers());
        values.put("began", Nanos.of(dispatch.journey().began()));
        values.put("only_way", dispatch.journey().only().map(Way::name).orElse(null));
        return values;
    }

    private static void put(Map<String, @Nullable Object> values, Cargo cargo, Path folder) {
        switch (cargo) {
            case Cargo.Text(var body) -> put(values, Kind.TEXT, body);
            case Cargo.File(var file) -> {
                values.put("cargo", Kind.FILE.name());
                values.putAll(FileColumns.values(file, folder));
            }
            case Cargo.Edit(var target, var body) -> {
                put(values, Kind.EDIT, target);
                put(values, Kind.EDIT, body);
            }
            case Cargo.Deletion(var target) -> put(values, Kind.DELETION, target);
            case Cargo.Seen(var upTo) -> put(values, Kind.SEEN, upTo);
        }
    }

    private static void put(Map<String, @Nullable Object> values, Kind kind, Body.Text body) {
        values.put("cargo", kind.name());
        values.put("text", body.text());
        values.put("spans", SpanColumn.of(body.spans()));
    }

    private static void put(Map<String, @Nullable Object> values, Kind kind, Target target) {
        values.put("cargo", kind.name());
        values.put("target", target.id().toString());
        values.put(
                "target_cloud_id", target.cloudId().map(CloudMessageId::value).orElse(null));
    }

    /** As it was before its first attempt. */
    static Dispatch read(ResultSet row, Path folder) throws SQLException {
        var parcel = new Parcel(
                        MessageId.parse(row.getString("parcel")),
                        new DialogId(row.getLong("dialog")),
                        recipient(row),
                        Nanos.toInstant(row.getLong("written_at")),
                        cargo(row, folder))
                .answering(ReferenceColumns.read(row));
        var only = Optional.ofNullable(row.getString("only_way")).map(Way::valueOf);
        return new Dispatch(parcel, new Journey(Nanos.toInstant(row.getLong("began")), only, List.of()));
    }

    private static Optional<ContactId> recipient(ResultSet row) throws SQLException {
        long contact = row.getLong("recipient");
        return row.wasNull() ? Optional.empty() : Optional.of(new ContactId(contact));
    }

    private static Cargo cargo(ResultSet row, Path folder) throws SQLException {
        return switch (Kind.valueOf(row.getString("cargo"))) {
            case TEXT -> new Cargo.Text(MessageRow.text(row));
            case FILE -> new Cargo.File(FileColumns.read(row, folder));
            case EDIT -> new Cargo.Edit(target(row), MessageRow.text(row));
            case DELETION -> new Cargo.Deletion(target(row));
            case SEEN -> new Cargo.Seen(target(row));
        };
    }

    private static Target target(ResultSet row) throws SQLException {
        var id = MessageId.parse(row.getString("target"));
        long cloudId = row.getLong("target_cloud_id");
        return new Target(id, row.wasNull() ? Optional.empty() : Optional.of(new CloudMessageId(cloudId)));
    }
}
