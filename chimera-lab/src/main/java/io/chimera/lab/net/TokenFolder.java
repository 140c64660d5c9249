package io.chimera.lab.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What people prove themselves with to the lab cloud: for each a secret of 256 random bits in a file of its own. */
public final class TokenFolder {

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    public TokenFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * A person's token.
     *
     * @throws IOException if there is none, it is damaged, or others may read it; the message says what to do
     */
    public String of(long person) throws IOException {
        return find(person)
                .orElseThrow(() -> new IOException("There is no lab token for " + person + " in " + folder + ". Copy "
                        + file(person).getFileName() + " from the computer the lab runs on."));
    }

    /** A person's token; a new one if there is none. */
    public String obtain(long person) throws IOException {
        var there = find(person);
        if (there.isPresent()) return there.get();
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        write(person, token);
        return token;
    }

    private Optional<String> find(long person) throws IOException {
        var file = file(person);
        try {
            if (PrivateFolder.isOpenToOthers(file))
                throw new IOException("Others may read the lab token " + file + ". Allow only its owner: chmod 600.");
            var token = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (!FORM.matcher(token).matches())
                throw new IOException("The lab token " + file + " is damaged. Remove it, and the lab makes a new one.");
            return Optional.of(token);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private void write(long person, String token) throws IOException {
        PrivateFolder.make(folder);
        var aside = folder.resolve("." + person + ".new");
        Files.deleteIfExists(aside);
        var how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(aside, how, PrivateFolder.ownersOnly(folder))) {
            var bytes = ByteBuffer.wrap((token + "\n").getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
        Files.move(aside, file(person), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file(long person) {
        return folder.resolve(person + ".token");
    }
}
