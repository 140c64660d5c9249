package io.chimera.store;

import io.chimera.core.dialog.Reference;
import io.chimera.core.message.CloudMessageId;
import io.chimera.core.message.MessageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two columns, at most one of them filled, that name what a message answers, in tables {@code message} and {@code dispatch}. */
final class ReferenceColumns {

    private ReferenceColumns() {}

    static void put(Map<String, @Nullable Object> values, Optional<Reference> reference) {
        if (reference.isEmpty()) return;
        switch (reference.get()) {
            case Reference.ById(var id) -> values.put("answers", id.toString());
            case Reference.ByCloudId(var id) -> values.put("answers_cloud_id", id.value());
            case Reference.ByTrace _ -> throw new IllegalArgumentException("a trace is not stored");
        }
    }

    static Optional<Reference> read(ResultSet row) throws SQLException {
        var id = row.getString("answers");
        if (id != null) return Optional.of(new Reference.ById(MessageId.parse(id)));
        long cloudId = row.getLong("answers_cloud_id");
        return row.wasNull() ? Optional.empty() : Optional.of(new Reference.ByCloudId(new CloudMessageId(cloudId)));
    }
}
