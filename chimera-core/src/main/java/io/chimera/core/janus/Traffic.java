package io.chimera.core.janus;

import io.chimera.core.event.DomainEvent;
import java.time.Instant;
import java.util.List;

/** What the identity proxy did with one request. Names of fields are in it, values never. */
public sealed interface Traffic extends DomainEvent {

    /** Whose request it was. */
    ProfileTag profile();

    @Override
    Instant at();

    /** The host the request went to, as an A-label, with the port if it is not the usual one. */
    String host();

    /**
     * Values were put in.
     *
     * @param site whose values they were
     */
    record Filled(ProfileTag profile, Instant at, String host, String site, List<Field> fields) implements Traffic {
        public Filled {
            fields = List.copyOf(fields);
        }
    }

    /**
     * Commands stood in the request and it was not sent on.
     *
     * @param fields those that were found until then; may be empty
     */
    record Refused(ProfileTag profile, Instant at, String host, Why why, List<Field> fields) implements Traffic {
        public Refused {
            fields = List.copyOf(fields);
        }
    }

    /** The site's HTTPS should be looked into and was not: it went through, or came to nothing, unseen. */
    record NotLookedInto(ProfileTag profile, Instant at, String host, WhyNot why) implements Traffic {}

    /** Why a site's HTTPS was not looked into. */
    enum WhyNot {
        /** The site wants a certificate of the user, which only the browser has: it goes through unseen for a day. */
        WANTS_CERTIFICATE,
        /** The browser was not given the authority's certificate, or not the newest: it ended the connection. */
        NOT_TRUSTED,
        /** The site could not prove who it is. */
        SITE_FAILED
    }

    /**
     * A field a command stood in.
     *
     * @param name as the form calls it, at most 100 characters; for JSON the path to it; empty for HTTP's own sign-in
     */
    record Field(Part part, String name, Found.Value value) {}

    /** Where in a request a field stands. */
    enum Part {
        QUERY,
        FORM,
        MULTIPART,
        JSON,
        BASIC
    }

    /** Why a request was not sent on. */
    enum Why {
        /** A page of another site asked for it, or nothing says where it comes from: nobody typed it. */
        NOT_TYPED,
        /** A password would have gone over the network in clear, and its owner did not allow that for this site. */
        PLAIN_HTTP,
        /** The body is longer than what is looked through. */
        TOO_LONG,
        /** What the command asks for makes no sense: a counter out of range, an address without a mail domain. */
        UNUSABLE
    }
}
