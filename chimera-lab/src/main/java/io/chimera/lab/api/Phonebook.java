package io.chimera.lab.api;

import java.util.List;

/** Whom somebody has in their telephone book, by name. */
public record Phonebook(List<Person> people) {
    public Phonebook {
        people = List.copyOf(people);
    }
}
