package io.chimera.pki.testing;

import static org.awaitility.Awaitility.await;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.CodeSender;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Where codes arrive. Persons it does not know cannot be reached. */
public final class Mailbox implements CodeSender {

    private static final Pattern CODE = Pattern.compile("(\\d{4}) (\\d{4})");

    private final Map<AccountId, List<String>> letters = new ConcurrentHashMap<>();
    private final Map<AccountId, List<String>> notices = new ConcurrentHashMap<>();

    public Mailbox(AccountId... known) {
        for (var person : known) letters.put(person, new CopyOnWriteArrayList<>());
    }

    @Override
    public void send(AccountId to, String text) throws UndeliverableCode {
        var box = letters.get(to);
        if (box == null) throw new UndeliverableCode("nobody there");
        if (CODE.matcher(text).find()) box.add(text);
        else notices.computeIfAbsent(to, _ -> new CopyOnWriteArrayList<>()).add(text);
    }

    /** What a person was told of, without a code. */
    public List<String> notices(AccountId person) {
        return List.copyOf(notices.getOrDefault(person, List.of()));
    }

    /** The letters with codes that have arrived for a person so far. */
    public List<String> letters(AccountId person) {
        return List.copyOf(letters.get(person));
    }

    /** Throws away what has arrived. */
    public void empty() {
        letters.values().forEach(List::clear);
    }

    /** The code in the n-th letter to a person, counted from one, as soon as it has arrived. */
    public String code(AccountId person, int n) {
        await().until(() -> letters(person).size() >= n);
        var match = CODE.matcher(letters(person).get(n - 1));
        if (!match.find()) throw new AssertionError("a letter without a code");
        return match.group(1) + match.group(2);
    }
}
