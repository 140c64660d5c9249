package io.chimera.app;

import io.chimera.app.command.Verbs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * The program: a node, or an identity provider, that runs until it is told to end; or one verb for the one that runs
 * already.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
// Databases come and go with accounts: the store opens its own, and nobody needs one data source for all.
@EnableAutoConfiguration(
        exclude = {
            DataSourceAutoConfiguration.class,
            DataSourceInitializationAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class,
            JdbcTemplateAutoConfiguration.class,
            JdbcClientAutoConfiguration.class,
            DataJdbcRepositoriesAutoConfiguration.class,
            FlywayAutoConfiguration.class
        })
@Import({LabEdge.class, ProductionEdge.class, IdentityEdge.class})
public class ChimeraApplication {

    private static final List<String> PROFILES = List.of("lab", "production", "identity");

    /** Starts a node or an identity provider, or does what a verb says. */
    public static void main(String[] given) {
        if (IdentityWord.wantsHelp(given)) {
            System.out.print(IdentityWord.HELP);
            return;
        }
        var arguments = IdentityWord.asSettings(given);
        var home = Home.from(
                arguments,
                Optional.ofNullable(System.getenv("CHIMERA_HOME")),
                Path.of(System.getProperty("user.home")));
        if (Verbs.isVerb(arguments)) {
            System.exit(Verbs.run(arguments, home));
        }
        try {
            start(arguments, home);
        } catch (RuntimeException failed) {
            System.err.println(SentenceReporter.sentenceOf(failed).orElseThrow(() -> failed));
            System.exit(1);
        }
    }

    private static void start(String[] arguments, Path home) {
        Home.prepare(home);
        var application = new SpringApplication(ChimeraApplication.class);
        application.setDefaultProperties(Map.of(
                Home.SETTING,
                home.toString(),
                "spring.config.additional-location",
                "optional:file:" + home.resolve(Home.SETTINGS)));
        application.addListeners((ApplicationListener<ApplicationEnvironmentPreparedEvent>)
                prepared -> refuseUnknownProfiles(prepared.getEnvironment()));
        var node = application.run(arguments);
        if (Farewell.isAtTerminal()) {
            new Farewell(System.in, () -> System.exit(SpringApplication.exit(node))).listen();
        }
    }

    private static void refuseUnknownProfiles(Environment environment) {
        for (var profile : environment.getActiveProfiles()) {
            if (!PROFILES.contains(profile))
                throw new CannotStart("There is no profile " + profile + " in this Chimera; there is "
                        + String.join(", ", PROFILES) + ". Leave spring.profiles.active out, or correct it.");
        }
    }
}
