package io.chimera.app.fault;

import io.chimera.app.ChimeraApplication;
import io.chimera.app.scene.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The program as it ships, whose ports are watched: told so, it ends itself at a step of its work as a power cut would.
 * Only tests start it.
 */
@Configuration(proxyBeanMethods = false)
public class Doomed {

    private static final String HOME = "chimera.home";

    /** Starts a node. */
    public static void main(String[] arguments) throws IOException {
        var home = Path.of(System.getProperty(HOME));
        Files.createDirectories(
                home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var application = new SpringApplication(ChimeraApplication.class, Doomed.class);
        application.setDefaultProperties(Map.of(HOME, home.toString()));
        application.run(arguments);
    }

    /** The command that starts it: the unpacked program with this class beside it. */
    static List<String> command(Path home, String... settings) {
        var arguments = new ArrayList<>(List.of("--chimera.home=" + home, "--server.port=0"));
        arguments.addAll(List.of(settings));
        var command = new ArrayList<>(Program.ready().command(List.of("-D" + HOME + "=" + home), arguments));
        int jar = command.indexOf("-jar");
        command.set(jar, "-cp");
        command.set(jar + 1, command.get(jar + 1) + ":" + tests());
        command.add(jar + 2, Doomed.class.getName());
        return command;
    }

    private static Path tests() {
        return Path.of(
                Doomed.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    @Bean
    static BeanPostProcessor watch() {
        return new Watch(new Doom(Path.of(System.getProperty(HOME)).resolve(Doom.ORDER)));
    }
}
