package io.chimera.core.legacy;

/**
 * A dialog as the first Chimera kept it.
 *
 * @param id Telethon's: the user's id, the group's with a minus sign, or the channel's behind {@code -100}
 * @param title empty if it had none
 * @param peopleWrite whether anybody wrote in it besides the dialog itself, as in a group and unlike in a channel
 */
public record LegacyDialog(long id, String title, boolean peopleWrite) {}
