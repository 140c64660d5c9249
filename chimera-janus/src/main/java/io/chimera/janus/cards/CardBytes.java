package io.chimera.janus.cards;

import io.chimera.core.janus.SiteCard;
import io.chimera.core.janus.Wanted;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A card as bytes, before it is sealed. They are filled up with zeros to a multiple of {@value #STEP}, so that the length of
 * what is sealed tells little. What does not fit makes room: first the oldest of the earlier persons, then the hosts.
 */
final class CardBytes {

    /** The most bytes: what is sealed is 16 longer. */
    static final int MOST = 15 * 256;

    private static final int STEP = 256;
    private static final int VERSION = 2;

    /** Had no word on whether the site is left alone. */
    private static final int FIRST_VERSION = 1;

    private CardBytes() {}

    /**
     * Writes it; its label is not in it.
     *
     * @throws IllegalArgumentException if what has to stay is too long
     */
    static byte[] of(SiteCard card) {
        var bytes = written(fitted(card));
        return Arrays.copyOf(bytes, Math.ceilDiv(bytes.length, STEP) * STEP);
    }

    /**
     * The card as it is when it is written and read: with what fits.
     *
     * @throws IllegalArgumentException if what has to stay is too long
     */
    static SiteCard fitted(SiteCard card) {
        var fitting = card;
        while (written(fitting).length > MOST) fitting = lessOf(fitting);
        return fitting;
    }

    private static SiteCard lessOf(SiteCard card) {
        if (!card.earlier().isEmpty()) return with(card, butTheLast(card.earlier()), card.hosts());
        if (!card.hosts().isEmpty()) return with(card, card.earlier(), butTheLast(card.hosts()));
        throw new IllegalArgumentException(
                "What is to be kept of " + card.site() + " is too long. Shorten its note or its rules.");
    }

    private static <T> List<T> butTheLast(List<T> all) {
        return all.subList(0, all.size() - 1);
    }

    private static SiteCard with(SiteCard card, List<Wanted> earlier, List<String> hosts) {
        return new SiteCard(
                card.label(),
                card.usual(),
                earlier,
                hosts,
                card.list(),
                card.note(),
                card.plainHttp(),
                card.leftAlone(),
                card.created(),
                card.lastUsed());
    }

    private static byte[] written(SiteCard card) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            text(out, card.site());
            who(out, card.usual());
            out.writeByte(card.earlier().size());
            for (var one : card.earlier()) who(out, one);
            out.writeByte(card.hosts().size());
            for (var host : card.hosts()) text(out, host);
            text(out, card.list());
            text(out, card.note());
            out.writeBoolean(card.plainHttp());
            out.writeBoolean(card.leftAlone());
            out.writeLong(card.created().getEpochSecond());
            out.writeLong(card.lastUsed().getEpochSecond());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // never: it is memory
        }
        return bytes.toByteArray();
    }

    private static void who(DataOutputStream out, Wanted one) throws IOException {
        text(out, one.persona());
        out.writeShort(one.counter());
        text(out, one.rules());
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    /**
     * Reads it.
     *
     * @throws IOException if it is none
     */
    static SiteCard read(String label, byte[] bytes) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION && version != FIRST_VERSION) throw new IOException("a card of another version");
            var site = text(in);
            var usual = who(in, site);
            var earlier = new ArrayList<Wanted>();
            for (int left = in.readUnsignedByte(); left > 0; left--) earlier.add(who(in, site));
            var hosts = new ArrayList<String>();
            for (int left = in.readUnsignedByte(); left > 0; left--) hosts.add(text(in));
            return new SiteCard(
                    label,
                    usual,
                    earlier,
                    hosts,
                    text(in),
                    text(in),
                    in.readBoolean(),
                    version != FIRST_VERSION && in.readBoolean(),
                    moment(in),
                    moment(in));
        }
    }

    private static Wanted who(DataInputStream in, String site) throws IOException {
        return new Wanted(site, text(in), in.readUnsignedShort(), text(in));
    }

    private static Instant moment(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong());
    }

    private static String text(DataInputStream in) throws IOException {
        var bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
