package io.chimera.telegram.tdlib;

import java.time.Duration;
import java.util.Optional;

/** The four functions of TDLib's JSON interface (td/telegram/td_json_client.h). */
public interface TdTransport {

    /** A number for a new client. It lives from the first request sent to it until it says that it is closed. */
    int create();

    /** Hands a request over; the answer is received. Any thread may call this. */
    void send(int client, String request);

    /**
     * The next answer or update of any client.
     *
     * <p>One thread at a time for all clients of the process: TDLib aborts the process if two are in here.
     *
     * @param patience how long to wait for one
     */
    Optional<String> receive(Duration patience);

    /** Answers one of the few requests that need no client. Any thread may call this. */
    Optional<String> execute(String request);
}
