package io.chimera.core.signin;

import io.chimera.core.account.Account;
import io.chimera.core.account.AccountId;
import io.chimera.core.contact.PhoneNumber;
import io.chimera.core.signin.SignInAnswer.AnotherCode;
import io.chimera.core.signin.SignInAnswer.Application;
import io.chimera.core.signin.SignInAnswer.BotToken;
import io.chimera.core.signin.SignInAnswer.ByScanning;
import io.chimera.core.signin.SignInAnswer.Code;
import io.chimera.core.signin.SignInAnswer.Email;
import io.chimera.core.signin.SignInAnswer.Password;
import io.chimera.core.signin.SignInAnswer.Phone;
import io.chimera.core.signin.SignInAnswer.StartOver;
import io.chimera.core.signin.SignInProblem.Kind;
import io.chimera.core.signin.SignInStep.CodeWay;
import io.chimera.core.signin.SignInStep.Ended;
import io.chimera.core.signin.SignInStep.Finished;
import io.chimera.core.signin.SignInStep.Preparing;
import io.chimera.core.signin.SignInStep.WantsApplication;
import io.chimera.core.signin.SignInStep.WantsCode;
import io.chimera.core.signin.SignInStep.WantsEmail;
import io.chimera.core.signin.SignInStep.WantsEmailCode;
import io.chimera.core.signin.SignInStep.WantsPassword;
import io.chimera.core.signin.SignInStep.WantsPhone;
import io.chimera.core.signin.SignInStep.WantsScan;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A cloud that exists in one object: its people, their codes, and whoever signs in. One lock guards it all. */
public final class ScriptedSignIns implements SignIns, SignInStage {

    /** The application the cloud knows. */
    public static final Application APPLICATION = new Application(94_575, "a3406de8d171bb422bb6ddf3bbd800e2");

    /** How many may be under way. */
    static final int MOST = 64;

    private static final PhoneNumber NO_NUMBER = new PhoneNumber("+99900000");
    private static final int CODE_LENGTH = 5;

    private final Clock clock;
    private final Consumer<Account> opening;
    private final Map<PhoneNumber, Person> people = new HashMap<>();
    private final Map<String, Account> bots = new HashMap<>();
    private final Map<SignInId, Conversation> conversations = new LinkedHashMap<>(16, 0.75f, true);
    private final List<Account> in = new ArrayList<>();
    private long nextId = 5_001;
    private int drawn;
    private boolean applicationKnown;
    private boolean slow;
    private boolean reachable = true;
    private Optional<Instant> refusesUntil = Optional.empty();

    /** @param opening what happens to an account when its person is in */
    public ScriptedSignIns(Clock clock, Consumer<Account> opening) {
        this.clock = clock;
        this.opening = opening;
    }

    @Override
    public SignIns signIns() {
        return this;
    }

    @Override
    public Application application() {
        return APPLICATION;
    }

    @Override
    public synchronized Person person(PhoneNumber phone, String name) {
        return settle(new Person(phone, Optional.of(new Account(new AccountId(nextId++), name, Optional.of(phone)))));
    }

    @Override
    public synchronized Person stranger(PhoneNumber phone) {
        return settle(new Person(phone, Optional.empty()));
    }

    private Person settle(Person person) {
        people.put(person.phone, person);
        return person;
    }

    @Override
    public PhoneNumber noNumber() {
        return NO_NUMBER;
    }

    @Override
    public synchronized String bot(String name) {
        var account = new Account(new AccountId(nextId++), name, Optional.empty());
        var token = account.id() + ":AAF-a_token_that_nobody_guesses_0000";
        bots.put(token, account);
        return token;
    }

    @Override
    public synchronized void refusesFor(Duration wait) {
        refusesUntil = Optional.of(clock.instant().plus(wait));
    }

    @Override
    public synchronized void reachable(boolean now) {
        reachable = now;
    }

    @Override
    public synchronized void linksChange() {
        conversations.values().stream()
                .filter(one -> one.step instanceof WantsScan)
                .forEach(one -> one.turn(new WantsScan(draw())));
    }

    @Override
    public synchronized boolean isIn(Account account) {
        return in.contains(account);
    }

    /** Whether it stays unknown what is wanted first. */
    public synchronized void slow(boolean now) {
        slow = now;
        if (now) return;
        conversations.values().stream()
                .filter(one -> one.step instanceof Preparing)
                .forEach(one -> one.turn(one.first()));
    }

    /** As a fresh computer: no refusal, no outage, and nobody has told which application this is. */
    public synchronized void anew() {
        refusesUntil = Optional.empty();
        reachable = true;
        slow = false;
        applicationKnown = false;
        people.clear();
    }

    /** Every sign-in under way comes to nothing, for this reason. */
    public synchronized void endAll(SignInProblem why) {
        conversations.values().forEach(one -> one.end(why));
    }

    /** Nobody knows any more of what was under way, or how it ended. */
    public synchronized void forgetAll() {
        conversations.clear();
    }

    @Override
    public synchronized SignIn begin() {
        var underWay = conversations.values().stream()
                .filter(one -> !(one.step instanceof SignInStep.Over))
                .toList();
        if (underWay.size() >= MOST) underWay.getFirst().end(SignInProblem.of(Kind.CANCELLED));
        var conversation = new Conversation();
        conversations.put(conversation.id, conversation);
        return conversation;
    }

    @Override
    public synchronized Optional<SignIn> find(SignInId id) {
        return Optional.ofNullable(conversations.get(id));
    }

    private URI draw() {
        return URI.create("tg://login?token=AQJ3bHVl_c2Nhbi1tZS0wMDAwMDAwMDAwMDAwMDAw" + ++drawn);
    }

    /** Somebody this cloud knows. */
    public final class Person implements Somebody {

        private final PhoneNumber phone;
        private final Optional<Account> account;
        private CodeWay first = CodeWay.APP;
        private CodeWay next = CodeWay.SMS;
        private Duration after = Duration.ZERO;
        private Optional<String> password = Optional.empty();
        private String hint = "";
        private boolean banned;
        private boolean mustGiveAnEmail;
        private String code = "";
        private boolean expired;

        private Person(PhoneNumber phone, Optional<Account> account) {
            this.phone = phone;
            this.account = account;
        }

        private Person with(Runnable change) {
            synchronized (ScriptedSignIns.this) {
                change.run();
                return this;
            }
        }

        private String sendCode() {
            expired = false;
            code = String.format("%0" + CODE_LENGTH + "d", ++drawn * 10_007 % 100_000);
            return code;
        }

        @Override
        public AccountId id() {
            return account.orElseThrow().id();
        }

        @Override
        public String code() {
            synchronized (ScriptedSignIns.this) {
                return code;
            }
        }

        @Override
        public void codeExpires() {
            with(() -> expired = true);
        }

        @Override
        public Person withPassword(String secret, String reminder) {
            return with(() -> {
                password = Optional.of(secret);
                hint = reminder;
            });
        }

        @Override
        public Person whoMustGiveAnEmail() {
            return with(() -> mustGiveAnEmail = true);
        }

        @Override
        public Person banned() {
            return with(() -> banned = true);
        }

        @Override
        public Person withCodes(CodeWay now, CodeWay then, Duration wait) {
            return with(() -> {
                first = now;
                next = then;
                after = wait;
            });
        }

        @Override
        public void scans(URI link) {
            with(() -> conversations.values().stream()
                    .filter(one -> one.step.equals(new WantsScan(link)))
                    .forEach(one -> one.turn(one.proven(this))));
        }

        /** Scans what is shown somewhere, as whoever sits before it does. */
        public void scans() {
            with(() -> conversations.values().stream()
                    .filter(one -> one.step instanceof WantsScan)
                    .forEach(one -> one.turn(one.proven(this))));
        }
    }

    /** One sign-in. */
    private final class Conversation implements SignIn {

        private final SignInId id = SignInId.next();
        private SignInStep step = slow ? new Preparing() : first();
        private Optional<Person> who = Optional.empty();

        @Override
        public SignInId id() {
            return id;
        }

        @Override
        public SignInStep step() {
            synchronized (ScriptedSignIns.this) {
                return step;
            }
        }

        @Override
        public SignInStep awaitOtherThan(SignInStep seen, Duration patience) throws InterruptedException {
            long end = System.nanoTime() + patience.toNanos();
            synchronized (ScriptedSignIns.this) {
                while (step.equals(seen)) {
                    long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                    if (left <= 0) break;
                    ScriptedSignIns.this.wait(left);
                }
                return step;
            }
        }

        @Override
        public SignInStep answer(SignInAnswer answer) {
            synchronized (ScriptedSignIns.this) {
                turn(next(answer));
                return step;
            }
        }

        @Override
        public void cancel() {
            end(SignInProblem.of(Kind.CANCELLED));
        }

        private void end(SignInProblem why) {
            synchronized (ScriptedSignIns.this) {
                if (!(step instanceof SignInStep.Over)) turn(new Ended(why));
            }
        }

        private void turn(SignInStep to) {
            step = to;
            ScriptedSignIns.this.notifyAll();
        }

        private SignInStep first() {
            return applicationKnown ? new WantsPhone(Optional.empty()) : new WantsApplication(Optional.empty());
        }

        private SignInStep next(SignInAnswer answer) {
            if (step instanceof SignInStep.Over) return step;
            if (!reachable) return again(Kind.OFFLINE);
            if (refusesUntil.isPresent() && refusesUntil.get().isAfter(clock.instant()))
                return again(new SignInProblem(Kind.TOO_OFTEN, refusesUntil, ""));
            if (answer instanceof StartOver && !(step instanceof Preparing)) return first();
            return switch (step) {
                case SignInStep.Over over -> over;
                case Preparing here -> here;
                case WantsScan here -> here;
                case WantsApplication _ -> answer instanceof Application named ? known(named) : again(Kind.NOT_WANTED);
                case WantsPhone _ ->
                    switch (answer) {
                        case Phone(var number) -> called(number);
                        case BotToken(var token) -> bot(token);
                        case ByScanning() -> new WantsScan(draw());
                        default -> again(Kind.NOT_WANTED);
                    };
                case WantsCode here ->
                    switch (answer) {
                        case Code(var code) -> coded(code);
                        case AnotherCode() -> another(here);
                        default -> again(Kind.NOT_WANTED);
                    };
                case WantsEmail _ -> answer instanceof Email(var address) ? mailed(address) : again(Kind.NOT_WANTED);
                case WantsEmailCode _ -> answer instanceof Code(var code) ? coded(code) : again(Kind.NOT_WANTED);
                case WantsPassword _ ->
                    answer instanceof Password(var password) ? unlocked(password) : again(Kind.NOT_WANTED);
            };
        }

        private SignInStep again(Kind kind) {
            return again(SignInProblem.of(kind));
        }

        private SignInStep again(SignInProblem problem) {
            var why = Optional.of(problem);
            return switch (step) {
                case SignInStep.Over over -> over;
                case Preparing here -> here;
                case WantsScan here -> here;
                case WantsApplication _ -> new WantsApplication(why);
                case WantsPhone _ -> new WantsPhone(why);
                case WantsCode(var to, var way, var length, var other, var from, var _) ->
                    new WantsCode(to, way, length, other, from, why);
                case WantsEmail _ -> new WantsEmail(why);
                case WantsEmailCode(var to, var length, var _) -> new WantsEmailCode(to, length, why);
                case WantsPassword(var hint, var _) -> new WantsPassword(hint, why);
            };
        }

        private SignInStep known(Application application) {
            if (!application.equals(APPLICATION)) return again(Kind.WRONG_APPLICATION);
            applicationKnown = true;
            return first();
        }

        private SignInStep called(PhoneNumber number) {
            var person = people.get(number);
            if (number.equals(NO_NUMBER)) return again(Kind.WRONG_PHONE);
            if (person == null) return again(Kind.NO_ACCOUNT);
            if (person.banned) return again(Kind.BANNED_PHONE);
            who = Optional.of(person);
            if (person.mustGiveAnEmail) return new WantsEmail(Optional.empty());
            person.sendCode();
            return new WantsCode(
                    number,
                    person.first,
                    CODE_LENGTH,
                    Optional.of(person.next),
                    Optional.of(clock.instant().plus(person.after)),
                    Optional.empty());
        }

        private SignInStep another(WantsCode here) {
            if (here.other().isEmpty()) return again(Kind.NOT_WANTED);
            if (here.otherFrom().orElseThrow().isAfter(clock.instant()))
                return again(new SignInProblem(Kind.TOO_OFTEN, here.otherFrom(), ""));
            who.orElseThrow().sendCode();
            return new WantsCode(
                    here.to(), here.other().get(), CODE_LENGTH, Optional.empty(), Optional.empty(), Optional.empty());
        }

        private SignInStep mailed(String address) {
            int at = address.indexOf('@');
            if (at < 1 || at == address.length() - 1) return again(Kind.WRONG_EMAIL);
            who.orElseThrow().sendCode();
            return new WantsEmailCode(address.charAt(0) + "***" + address.substring(at), CODE_LENGTH, Optional.empty());
        }

        private SignInStep coded(String typed) {
            var person = who.orElseThrow();
            if (!typed.replaceAll("[\\s-]", "").equals(person.code)) return again(Kind.WRONG_CODE);
            return person.expired ? again(Kind.EXPIRED_CODE) : proven(person);
        }

        private SignInStep proven(Person person) {
            who = Optional.of(person);
            if (person.account.isEmpty()) return new WantsPhone(Optional.of(SignInProblem.of(Kind.NO_ACCOUNT)));
            return person.password.isPresent()
                    ? new WantsPassword(person.hint, Optional.empty())
                    : enter(person.account.get());
        }

        private SignInStep unlocked(String password) {
            var person = who.orElseThrow();
            return person.password.orElseThrow().equals(password)
                    ? enter(person.account.orElseThrow())
                    : again(Kind.WRONG_PASSWORD);
        }

        private SignInStep bot(String token) {
            var account = bots.get(token);
            return account == null ? again(Kind.WRONG_BOT_TOKEN) : enter(account);
        }

        private SignInStep enter(Account account) {
            opening.accept(account);
            in.add(account);
            return new Finished(account);
        }
    }
}
