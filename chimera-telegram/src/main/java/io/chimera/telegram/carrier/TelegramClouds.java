package io.chimera.telegram.carrier;

import io.chimera.core.account.AccountId;
import io.chimera.core.arrival.Arrivals;
import io.chimera.core.delivery.CloudCarriers;
import io.chimera.core.dialog.SomebodyTypes;
import io.chimera.core.event.Events;
import io.chimera.core.transfer.Transfers;
import io.chimera.telegram.nativelib.NoTdLibrary;
import io.chimera.telegram.session.Applications;
import io.chimera.telegram.session.TdDatabase;
import io.chimera.telegram.session.TdSession;
import io.chimera.telegram.session.TdSessions;
import io.chimera.telegram.tdlib.TdListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/** Connects accounts to Telegram. */
public final class TelegramClouds implements CloudCarriers {

    /** Well before it would be over. */
    private static final Duration STILL_WRITING =
            SomebodyTypes.LASTS.multipliedBy(2).dividedBy(3);

    private final TdSessions sessions;
    private final Applications applications;
    private final Function<AccountId, Path> databases;
    private final Events events;
    private final Pace pace;
    private final Clock clock;

    /** @param databases the folder of each account's TDLib */
    public TelegramClouds(
            TdSessions sessions,
            Applications applications,
            Function<AccountId, Path> databases,
            Events events,
            Pace pace,
            Clock clock) {
        this.sessions = sessions;
        this.applications = applications;
        this.databases = databases;
        this.events = events;
        this.pace = pace;
        this.clock = clock;
    }

    /** Returns at once, and never fails: what is in the way of Telegram is the carrier's {@link TdlibCarrier#trouble}. */
    @Override
    public TdlibCarrier open(AccountId account, Arrivals arrivals, Transfers transfers) {
        var folder = databases.apply(account).toAbsolutePath();
        var line = new Line(pace.answer());
        var reach = new Reach(account, events, clock);
        var rooms = new Rooms();
        var chats = new Chats(account, line, arrivals, rooms);
        var departures = new Departures();
        var moves = new Moves();
        var busy = new Busy();
        var history = new History(line);
        var rewordings = new Rewordings();

        var handover = new Handover(line, departures, pace.outcome());
        var doorstep = new Doorstep(folder.resolve("outgoing"));
        var files = new FileCarriage(handover, departures, moves, doorstep, transfers, pace);
        var carriage = new Carriage(line, reach, chats, handover, files, rewordings, clock);

        var catchUp = new CatchUp(history, departures, arrivals);
        var incoming = new Incoming(line, reach, chats, rooms, catchUp, history, rewordings, arrivals, busy, clock);
        var lane = new Lane(incoming, catchUp, reach, pace);
        var writers = new Writers(chats, arrivals, STILL_WRITING);

        var opening =
                new Opening(account, line, reach, chats, lane, writers, ear -> session(folder, doorstep, ear), pace);
        opening.start(new Ear(
                account,
                reach,
                chats,
                rooms,
                departures,
                moves,
                catchUp,
                handover,
                lane,
                writers,
                opening::authorization));
        return new TdlibCarrier(
                reach,
                carriage,
                new SentBefore(reach, chats, departures, history, pace.answer()),
                new SaidBefore(line, reach, chats, history),
                new Phonebook(line, reach, chats),
                new Sponsors(line, reach, rooms),
                new Download(line, chats, moves, pace),
                busy,
                opening);
    }

    private TdSession session(Path folder, Doorstep doorstep, TdListener listener)
            throws IOException, NoTdLibrary, Opening.SignedOut {
        var application = applications.present();
        if (application.isEmpty() || !Files.isDirectory(folder)) throw new Opening.SignedOut();
        doorstep.clear();
        return sessions.open(TdDatabase.in(folder), application.get(), listener);
    }
}
