package io.chimera.telegram.fake;

import io.chimera.telegram.fake.mtproto.DiffieHellman;
import io.chimera.telegram.fake.mtproto.RpcFailure;
import io.chimera.telegram.fake.tl.Tl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** Files: the parts of those that are being uploaded, and those that messages carry. Guarded by the {@link World}. */
final class Shelf {

    /** Of all parts that lie here before their files are whole: this is a test's memory. */
    private static final long MOST_UPLOADING = 512L << 20;

    private static final int LARGEST_PART = 512 << 10;

    private record Part(Profile owner, long file) {}

    private record Stored(long accessHash, byte[] content) {}

    private final World world;
    private final Map<Part, TreeMap<Integer, byte[]>> uploading = new HashMap<>();
    private final Map<Long, Stored> stored = new HashMap<>();
    private long uploadingBytes;

    Shelf(World world) {
        this.world = world;
    }

    void take(Profile owner, long file, int part, byte[] bytes) throws RpcFailure {
        if (bytes.length == 0) throw new RpcFailure(400, "FILE_PART_EMPTY");
        if (bytes.length > LARGEST_PART) throw new RpcFailure(400, "FILE_PART_TOO_BIG");
        if (part < 0) throw new RpcFailure(400, "FILE_PART_INVALID");
        if (uploadingBytes + bytes.length > MOST_UPLOADING) throw new RpcFailure(400, "FILE_PARTS_INVALID");
        var before = uploading
                .computeIfAbsent(new Part(owner, file), _ -> new TreeMap<>())
                .put(part, bytes);
        uploadingBytes += bytes.length - (before == null ? 0 : before.length);
    }

    /** What a client has uploaded, whole. */
    byte[] whole(Profile owner, Tl file) throws RpcFailure {
        var parts = uploading.remove(new Part(owner, file.number("id")));
        if (parts == null || parts.size() != file.integer("parts") || parts.lastKey() != parts.size() - 1)
            throw new RpcFailure(400, "FILE_PARTS_INVALID");
        var whole = new ByteArrayOutputStream();
        parts.values().forEach(whole::writeBytes);
        uploadingBytes -= whole.size();
        var hash = file.text("md5_checksum", "");
        if (!hash.isEmpty() && !hash.equalsIgnoreCase(md5(whole.toByteArray())))
            throw new RpcFailure(400, "MD5_CHECKSUM_INVALID");
        return whole.toByteArray();
    }

    private static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has MD5", missing);
        }
    }

    /** A file as messages carry it. */
    Tl document(String name, String type, List<Tl> attributes, byte[] content) {
        var named = new ArrayList<>(attributes);
        if (named.stream().noneMatch(one -> one.is("documentAttributeFilename")))
            named.add(Tl.of("documentAttributeFilename", "file_name", name));
        var document = Tl.of(
                "document",
                "id",
                store(content),
                "file_reference",
                DiffieHellman.noise(8),
                "date",
                world.now(),
                "mime_type",
                type,
                "size",
                content.length,
                "dc_id",
                HelpCalls.DATA_CENTRE,
                "attributes",
                named);
        return Tl.of("messageMediaDocument", "document", withHash(document));
    }

    /** A picture as messages carry it, in one size. */
    Tl photo(byte[] content) throws RpcFailure {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(content));
            if (image == null) throw new RpcFailure(400, "IMAGE_PROCESS_FAILED");
            var size = Tl.of(
                    "photoSize", "type", "x", "w", image.getWidth(), "h", image.getHeight(), "size", content.length);
            var photo = Tl.of("photo", "id", store(content), "file_reference", DiffieHellman.noise(8))
                    .with("date", world.now())
                    .with("sizes", List.of(size))
                    .with("dc_id", HelpCalls.DATA_CENTRE);
            return Tl.of("messageMediaPhoto", "photo", withHash(photo));
        } catch (IOException unreadable) {
            throw new RpcFailure(400, "IMAGE_PROCESS_FAILED");
        }
    }

    private long store(byte[] content) {
        long id = world.anyNumber();
        stored.put(id, new Stored(world.anyNumber(), content));
        return id;
    }

    private Tl withHash(Tl file) {
        return file.with("access_hash", stored.get(file.number("id")).accessHash());
    }

    byte[] content(Tl location) throws RpcFailure {
        var found = location.has("id") ? stored.get(location.number("id")) : null;
        if (found == null || found.accessHash() != location.number("access_hash"))
            throw new RpcFailure(400, "LOCATION_INVALID");
        return found.content();
    }

    byte[] part(Tl location, long offset, int length) throws RpcFailure {
        var content = content(location);
        if (offset >= content.length) return new byte[0];
        int from = Math.toIntExact(offset);
        return Arrays.copyOfRange(content, from, Math.min(content.length, from + length));
    }

    static Optional<String> fileName(Tl media) {
        if (!media.is("messageMediaDocument")) return Optional.empty();
        return media.tl("document").list("attributes").stream()
                .filter(one -> one.is("documentAttributeFilename"))
                .map(one -> one.text("file_name"))
                .findFirst();
    }
}
