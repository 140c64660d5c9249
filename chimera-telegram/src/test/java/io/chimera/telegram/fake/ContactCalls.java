package io.chimera.telegram.fake;

import io.chimera.telegram.fake.mtproto.RpcFailure;
import io.chimera.telegram.fake.tl.Tl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whom somebody knows, and how others are found. */
final class ContactCalls {

    private final World world;

    ContactCalls(World world) {
        this.world = world;
    }

    void at(Switchboard switchboard) {
        switchboard
                .on("contacts.getContacts", this::contacts)
                .on("contacts.importContacts", this::importContacts)
                .on("contacts.addContact", this::addContact)
                .on("contacts.deleteContacts", this::deleteContacts)
                .on("contacts.resolvePhone", this::resolvePhone)
                .on("contacts.resolveUsername", this::resolveUsername)
                .on("contacts.search", this::search)
                .always(List.of(), "contacts.getStatuses")
                .always(Tl.of("contacts.topPeersDisabled"), "contacts.getTopPeers")
                .always(Tl.of("contacts.blocked"), "contacts.getBlocked")
                .always(true, "contacts.block", "contacts.unblock");
    }

    private Tl contacts(Call call) throws RpcFailure {
        var me = call.me();
        var contacts = me.contacts.keySet().stream()
                .map(one -> Tl.of("contact", "user_id", one.id, "mutual", one.contacts.containsKey(me)))
                .toList();
        return new Cast(world, me)
                .with(me.contacts.keySet())
                .in(Tl.of("contacts.contacts", "contacts", contacts, "saved_count", contacts.size()))
                .with("chats", null);
    }

    private Tl importContacts(Call call) throws RpcFailure {
        var me = call.me();
        var cast = new Cast(world, me);
        var imported = new ArrayList<Tl>();
        for (var wanted : call.query().list("contacts")) {
            var found = world.byPhone(wanted.text("phone"));
            if (found.isEmpty()) continue;
            me.contacts.put(found.get(), new Profile.Name(wanted.text("first_name"), wanted.text("last_name")));
            cast.with(found.get());
            imported.add(Tl.of("importedContact", "user_id", found.get().id, "client_id", wanted.number("client_id")));
        }
        return cast.in(Tl.of("contacts.importedContacts", "imported", imported)).with("chats", null);
    }

    private Tl addContact(Call call) throws RpcFailure {
        var me = call.me();
        var who = world.user(call.query().tl("id"), me);
        me.contacts.put(
                who,
                new Profile.Name(call.query().text("first_name"), call.query().text("last_name")));
        return new Cast(world, me).with(who).updates(List.of());
    }

    private Tl deleteContacts(Call call) throws RpcFailure {
        var me = call.me();
        var cast = new Cast(world, me);
        for (var input : call.query().list("id")) {
            var who = world.user(input, me);
            me.contacts.remove(who);
            cast.with(who);
        }
        return cast.updates(List.of());
    }

    private Tl resolvePhone(Call call) throws RpcFailure {
        var who =
                world.byPhone(call.query().text("phone")).orElseThrow(() -> new RpcFailure(400, "PHONE_NOT_OCCUPIED"));
        return resolved(call.me(), who);
    }

    private Tl resolveUsername(Call call) throws RpcFailure {
        var wanted = call.query().text("username");
        var who = world.people().stream()
                .filter(person -> !wanted.isEmpty() && person.username.equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new RpcFailure(400, "USERNAME_NOT_OCCUPIED"));
        return resolved(call.me(), who);
    }

    private Tl resolved(Profile me, Profile who) {
        return new Cast(world, me)
                .with(who)
                .in(Tl.of("contacts.resolvedPeer", "peer", who.peer().tl()));
    }

    private Tl search(Call call) throws RpcFailure {
        var me = call.me();
        var wanted = call.query().text("q").toLowerCase(Locale.ROOT);
        var cast = new Cast(world, me);
        var known = new ArrayList<Tl>();
        var others = new ArrayList<Tl>();
        for (var person : world.people()) {
            boolean mine = me.contacts.containsKey(person);
            var name = me.contacts.getOrDefault(person, person.name).toString().toLowerCase(Locale.ROOT);
            boolean matches = mine
                    ? name.contains(wanted)
                    : person.username.toLowerCase(Locale.ROOT).equals(wanted);
            if (wanted.isBlank() || !matches) continue;
            cast.with(person);
            (mine ? known : others).add(person.peer().tl());
        }
        return cast.in(Tl.of("contacts.found", "my_results", known, "results", others));
    }
}
