package io.chimera.telegram.fake;

/** A channel, as a test sees it. */
public final class Broadcast extends Addressee {

    private final FakeTelegram fake;
    private final Channel channel;

    Broadcast(FakeTelegram fake, Channel channel) {
        this.fake = fake;
        this.channel = channel;
    }

    /** Telegram's number for it; see {@link #chatId()}. */
    public long id() {
        return channel.id;
    }

    /** What TDLib calls it. */
    public long chatId() {
        return -1_000_000_000_000L - channel.id;
    }

    /** Puts a sponsored message into it. */
    public void advertises(String title, String text, String link) {
        fake.does(() -> ChannelCalls.advertise(channel, title, text, link));
    }

    /** How often clients said that a sponsored message was seen. */
    public int advertisementsSeen() {
        return fake.asked(
                () -> channel.advertisements.stream().mapToInt(one -> one.seen).sum());
    }

    /** How often clients said that a sponsored message was clicked. */
    public int advertisementsClicked() {
        return fake.asked(() ->
                channel.advertisements.stream().mapToInt(one -> one.clicked).sum());
    }

    /** How often a sponsored message was reported. */
    public int advertisementsReported() {
        return fake.asked(() ->
                channel.advertisements.stream().mapToInt(one -> one.reported).sum());
    }

    public void takesIn(Person who) {
        fake.does(() -> {
            channel.members.add(who.profile());
            fake.channels().told(Post.Hand.of(who.profile()), channel);
        });
    }

    public void removes(Person who) {
        fake.does(() -> {
            channel.members.remove(who.profile());
            fake.channels().told(Post.Hand.of(who.profile()), channel);
        });
    }

    @Override
    Peer peer() {
        return channel.peer();
    }
}
