package io.chimera.app.command;

import io.chimera.app.command.CertificateCommands.CertificateCommand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The verb about a certificate as it is, and as files. */
@Command(
        name = "certificate",
        mixinStandardHelpOptions = true,
        description =
                "Tells how the account's certificate is; puts one in place that was made elsewhere; makes a copy.",
        subcommands = {FilesCommands.Put.class, FilesCommands.Copy.class})
final class FilesCommands extends CertificateCommand {

    private static final int LARGEST = 256 * 1024;

    FilesCommands(Path home) {
        super(home);
    }

    @Override
    public Integer call() throws CommandFailed {
        var enrolment = node.get(account.path(node) + "/certificate");
        switch (enrolment.path("state").asString()) {
            case "UNKNOWN" -> say("There is no certificate. ./chimera new gets one.");
            case "CHALLENGED" ->
                say("A code was sent, which is good until "
                        + enrolment.path("codeExpiresAt").asString() + ". Type it in the browser, or ask anew with"
                        + " ./chimera new.");
            case "CERTIFIED" -> sayCertified(enrolment);
            case "EXPIRING" -> {
                sayCertified(enrolment);
                say("It was not renewed: " + enrolment.path("reason").asString());
            }
            case "EXPIRED" ->
                say("The certificate ended at "
                        + enrolment.path("certificate").path("notAfter").asString() + ". ./chimera new gets another.");
            default ->
                say("The certificate is revoked: " + enrolment.path("reason").asString()
                        + ". ./chimera new gets another.");
        }
        return 0;
    }

    @Command(
            name = "put",
            mixinStandardHelpOptions = true,
            description = {
                "Puts a certificate in place that was made elsewhere, after checking it the way neighbours will.",
                "From a folder with ID_crt.pem, ID.pem and ca_bundle.pem (ID is the account), or from one file .p12, whose"
                        + " password is asked for."
            })
    static final class Put extends CertificateCommand {

        @Parameters(paramLabel = "FOLDER|FILE.p12", description = "Where it is.")
        @SuppressWarnings("NullAway.Init") // set by picocli before call()
        private Path place;

        Put(Path home) {
            super(home);
        }

        @Override
        public Integer call() throws CommandFailed {
            var path = account.path(node);
            var form = Files.isDirectory(place) ? folder(path.substring(path.lastIndexOf('/') + 1)) : copy();
            sayCertified(node.post(path + "/certificate/files", form));
            return 0;
        }

        private Map<String, String> folder(String id) throws CommandFailed {
            return Map.of(
                    "certificate", text(place.resolve(id + "_crt.pem")),
                    "key", text(place.resolve(id + ".pem")),
                    "authorities", text(place.resolve("ca_bundle.pem")));
        }

        private Map<String, String> copy() throws CommandFailed {
            var bytes = bytes(place);
            var password = Keyboard.before(spec.commandLine().getOut())
                    .askSecretly("Its password:")
                    .orElseThrow(() -> new CommandFailed("No password was typed. Nothing was changed."));
            return Map.of("pkcs12", Base64.getEncoder().encodeToString(bytes), "password", password);
        }

        private static String text(Path file) throws CommandFailed {
            return new String(bytes(file), StandardCharsets.UTF_8);
        }

        private static byte[] bytes(Path file) throws CommandFailed {
            try (var in = Files.newInputStream(file)) {
                var bytes = in.readNBytes(LARGEST + 1);
                if (bytes.length > LARGEST)
                    throw new CommandFailed(file + " is larger than a certificate can be. Nothing was changed.");
                return bytes;
            } catch (NoSuchFileException _) {
                throw new CommandFailed("There is no file " + file + ". Nothing was changed.");
            } catch (IOException failed) {
                throw new CommandFailed(file + " cannot be read (" + failed.getMessage() + "). Nothing was changed.");
            }
        }
    }

    @Command(
            name = "copy",
            mixinStandardHelpOptions = true,
            description = {
                "Writes the present key and certificate into one new file, encrypted under a password that is asked for.",
                "Whoever has the file and the password can pass for you."
            })
    static final class Copy extends CertificateCommand {

        @Parameters(paramLabel = "FILE.p12", description = "The file to write. It must not be there yet.")
        @SuppressWarnings("NullAway.Init") // set by picocli before call()
        private Path file;

        Copy(Path home) {
            super(home);
        }

        @Override
        public Integer call() throws CommandFailed {
            if (Files.exists(file)) throw there();
            var keyboard = Keyboard.before(spec.commandLine().getOut());
            var password =
                    keyboard.askSecretly("A password, at least 12 characters:").orElse("");
            if (keyboard.isTerminal()
                    && !keyboard.askSecretly("The same again:").orElse("").equals(password))
                throw new CommandFailed("The two passwords differ. Nothing was written.");
            var copy = node.post(account.path(node) + "/certificate/copy", Map.of("password", password));
            write(Base64.getDecoder().decode(copy.path("pkcs12").asString()));
            say("Written to " + file + ", for you only.");
            return 0;
        }

        private void write(byte[] copy) throws CommandFailed {
            try (var out = Files.newByteChannel(
                    file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
                var rest = ByteBuffer.wrap(copy);
                while (rest.hasRemaining()) out.write(rest);
            } catch (FileAlreadyExistsException _) {
                throw there();
            } catch (IOException failed) {
                throw new CommandFailed(file + " cannot be written: " + failed.getMessage());
            }
        }

        private FileAttribute<?>[] ownerOnly() {
            var posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            return posix
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];
        }

        private CommandFailed there() {
            return new CommandFailed(file + " is there already, and was not touched. Name another.");
        }
    }
}
