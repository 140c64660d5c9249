package io.chimera.janus.proxy;

import io.chimera.janus.command.Words;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code chimera.janus.words.*}: what is typed where a page refuses commands. An empty one is not used.
 *
 * @param user in the place of a user name
 * @param password in the place of a password
 * @param address in the place of an address
 */
@ConfigurationProperties("chimera.janus.words")
public record WordSettings(
        @DefaultValue("janusname1") String user,
        @DefaultValue("Janus:Pa55word!") String password,
        @DefaultValue("me@janus.invalid") String address) {

    /**
     * The words.
     *
     * @throws IllegalArgumentException if one of them could be anything else; it is not repeated
     */
    Words words() {
        try {
            return new Words(user, password, address);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("chimera.janus.words: " + refused.getMessage(), refused);
        }
    }

    /** Without the words: a site that knew them could ask for them. */
    @Override
    public String toString() {
        return "WordSettings[…]";
    }
}
