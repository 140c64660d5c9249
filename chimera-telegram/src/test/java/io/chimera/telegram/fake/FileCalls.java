package io.chimera.telegram.fake;

import io.chimera.telegram.fake.mtproto.RpcFailure;
import io.chimera.telegram.fake.tl.Tl;

/** Parts of files, up and down. */
final class FileCalls {

    private final World world;
    private final Shelf shelf;

    FileCalls(World world, Shelf shelf) {
        this.world = world;
        this.shelf = shelf;
    }

    void at(Switchboard switchboard) {
        switchboard
                .on("upload.saveFilePart", this::save)
                .on("upload.saveBigFilePart", this::save)
                .on("upload.getFile", this::get);
    }

    private Object save(Call call) throws RpcFailure {
        var query = call.query();
        shelf.take(call.me(), query.number("file_id"), query.integer("file_part"), query.bytes("bytes"));
        return true;
    }

    private Tl get(Call call) throws RpcFailure {
        call.me();
        var query = call.query();
        var part = shelf.part(query.tl("location"), query.number("offset"), query.integer("limit"));
        return Tl.of("upload.file", "type", Tl.of("storage.fileUnknown"), "mtime", world.now(), "bytes", part);
    }
}
