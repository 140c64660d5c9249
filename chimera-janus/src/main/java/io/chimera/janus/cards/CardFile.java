package io.chimera.janus.cards;

import io.chimera.core.janus.Notebook;
import io.chimera.core.janus.SiteCard;
import io.chimera.janus.site.Site;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Cards as a file: a line that says what it is, and all of them sealed as one. */
final class CardFile {

    private static final byte[] HEAD = "chimera-janus-cards/1\n".getBytes(StandardCharsets.US_ASCII);

    private CardFile() {}

    static byte[] of(CardKey key, List<SiteCard> cards) {
        var plain = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(plain)) {
            out.writeInt(cards.size());
            for (var card : cards) {
                var bytes = CardBytes.of(card);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // never: it is memory
        }
        var sealed = key.sealFile(plain.toByteArray());
        var file = Arrays.copyOf(HEAD, HEAD.length + sealed.length);
        System.arraycopy(sealed, 0, file, HEAD.length, sealed.length);
        return file;
    }

    static Optional<List<SiteCard>> read(CardKey key, byte[] file) {
        if (file.length <= HEAD.length || !Arrays.equals(file, 0, HEAD.length, HEAD, 0, HEAD.length))
            return Optional.empty();
        return key.openFile(Arrays.copyOfRange(file, HEAD.length, file.length)).flatMap(plain -> cards(key, plain));
    }

    /** What is here was sealed by ourselves, if perhaps by a later version. */
    private static Optional<List<SiteCard>> cards(CardKey key, byte[] plain) {
        try (var in = new DataInputStream(new ByteArrayInputStream(plain))) {
            int count = in.readInt();
            if (count < 0 || count > Notebook.MOST_CARDS) return Optional.empty();
            var cards = new ArrayList<SiteCard>(count);
            for (int i = 0; i < count; i++) {
                int length = in.readInt();
                if (length < 0 || length > CardBytes.MOST) return Optional.empty();
                var card = CardBytes.read("", in.readNBytes(length));
                cards.add(card.labelled(key.label(new Site(card.site()))));
            }
            return Optional.of(cards);
        } catch (IOException | RuntimeException _) {
            return Optional.empty();
        }
    }
}
