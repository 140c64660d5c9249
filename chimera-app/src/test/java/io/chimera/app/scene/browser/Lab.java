package io.chimera.app.scene.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import io.chimera.app.scene.Node;
import io.chimera.app.scene.Rest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The house in which a class's scenes play. After each scene every page is closed, and none of them may have complained in
 * its console: no script error, no breach of the content policy.
 */
final class Lab implements BeforeAllCallback, AfterEachCallback {

    static final long ANA = 1001;
    static final long BRUNO = 1002;
    static final long CHIMERA = 777000;

    /** Who founded the channel, and lives without a browser. */
    static final long ELISA = 1005;

    /** Ana, Bruno, Davi and Fábio, whom Bruno does not know; Ana founded it. */
    static final long GROUP = -2001;

    /** Elisa writes, Ana and Bruno read. */
    static final long CHANNEL = -1_000_000_003_001L;

    private static final Duration NEAR = Duration.ofSeconds(60);
    private static final Namespace HOUSES = Namespace.create(Lab.class);

    private final boolean shared;
    private final List<Person> people = new ArrayList<>();
    private @Nullable House house;

    private Lab(boolean shared) {
        this.shared = shared;
    }

    /** The house of all classes that do not mind what others have written in it. */
    static Lab shared() {
        return new Lab(true);
    }

    /** A house of this class's own, where nobody has written anything yet. */
    static Lab untouched() {
        return new Lab(false);
    }

    /** The house is closed by JUnit, with the class or with the whole run. */
    @Override
    public void beforeAll(ExtensionContext context) {
        // A store is asked together with those around it: a house of one's own needs a key of its own.
        var store = (shared ? context.getRoot() : context).getStore(HOUSES);
        house = store.computeIfAbsent(shared ? House.class : this, _ -> House.open(), House.class);
    }

    private House house() {
        if (house == null) throw new IllegalStateException("it is not open");
        return house;
    }

    Node node() {
        return house().node();
    }

    LabTable table() {
        return house().table();
    }

    /** Ends the program as Ctrl-C does, and starts it again in the same home and at the same address. */
    void restart() {
        node().stop();
        node().startAgain();
    }

    /** A folder for what is sent; gone afterwards. */
    Path folder() {
        return house().folder();
    }

    Rest rest(long account) {
        return new Rest(node(), account);
    }

    /** Waits until Ana and Bruno see each other on the network, each with a certificate. */
    void awaitNear() {
        await("Ana and Bruno are neighbours")
                .atMost(NEAR)
                .until(() -> rest(ANA).sees(BRUNO) && rest(BRUNO).sees(ANA));
    }

    /** A person at a browser of their own, signed in. */
    Person signIn(long account) {
        return signIn(account, Look.usual());
    }

    /** A person at a browser of their own that looks like this, signed in. */
    Person signIn(long account, Look look) {
        var person = arrive(look);
        person.signIn(account);
        return person;
    }

    /** Somebody at a browser of their own, at the sign-in page. */
    Person arrive(Look look) {
        var context = house().chromium()
                .browser()
                .newContext(new Browser.NewContextOptions()
                        .setLocale(look.language())
                        .setTimezoneId("America/Sao_Paulo")
                        .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                        .setViewportSize(look.width(), look.height()));
        var person = new Person(context, node().address());
        people.add(person);
        return person;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var complaints =
                people.stream().flatMap(person -> person.complaints().stream()).toList();
        context.getExecutionException()
                .ifPresent(_ -> people.forEach(person -> person.picture(
                        "failed-" + context.getRequiredTestMethod().getName() + "-" + people.indexOf(person))));
        people.forEach(Person::close);
        people.clear();
        assertThat(complaints).as("what the pages complained about").isEmpty();
    }
}
