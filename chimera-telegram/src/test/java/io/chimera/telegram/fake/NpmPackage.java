package io.chimera.telegram.fake;

import io.chimera.core.disk.Folders;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A package of npm's that some tests need, and which nothing else does.
 *
 * @param sha512 of the archive, in hexadecimal: another one is not used
 */
record NpmPackage(String name, String version, String sha512) {

    private static final long PATIENCE_MINUTES = 5;

    /**
     * The package's files: fetched once, and kept in a folder.
     *
     * @throws IOException if it is not there and cannot be had; the message says what is missing
     */
    Path in(Path folder) throws IOException, InterruptedException {
        var unpacked = folder.resolve(name.replaceAll("[^a-z0-9]+", "-").replaceFirst("^-", "") + "-" + version);
        if (!Files.isDirectory(unpacked)) fetch(folder, unpacked);
        return unpacked;
    }

    private void fetch(Path folder, Path unpacked) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var scratch = Files.createTempDirectory(folder, "fetching");
        try {
            run(scratch, List.of("npm", "pack", "--silent", name + "@" + version), "npm could not get " + this);
            var archive = archiveIn(scratch);
            var hash = sha512(archive);
            if (!hash.equals(sha512))
                throw new IOException("the package " + this + " is not the one these tests were made with");
            run(scratch, List.of("tar", "-xzf", archive.toString()), "tar could not unpack " + this);
            try {
                Files.move(scratch.resolve("package"), unpacked, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileSystemException there) {
                if (!Files.isDirectory(unpacked)) throw there; // otherwise another process was quicker
            }
        } finally {
            Folders.remove(scratch);
        }
    }

    private static void run(Path folder, List<String> command, String otherwise)
            throws IOException, InterruptedException {
        var output = folder.resolve("output.txt");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Files.createFile(folder.resolve(command.getFirst() + ".in"))
                                    .toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException notThere) {
            throw new IOException(command.getFirst() + " was not found", notThere);
        }
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(otherwise + " in " + PATIENCE_MINUTES + " minutes");
        }
        if (process.exitValue() != 0) throw new IOException(otherwise);
    }

    private static Path archiveIn(Path scratch) throws IOException {
        try (var files = Files.list(scratch)) {
            return files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("npm has brought nothing"));
        }
    }

    private static String sha512(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-512"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-512", missing);
        }
    }

    @Override
    public String toString() {
        return name + "@" + version;
    }
}
