package io.chimera.lab.client;

import io.chimera.core.account.AccountId;
import io.chimera.lab.api.LabWeather;
import java.io.IOException;

/** Where each account's weather in the lab cloud is looked up and made. */
public final class LabSky {

    private final LabLines lines;

    public LabSky(LabLines lines) {
        this.lines = lines;
    }

    /**
     * How the weather is over an account.
     *
     * @throws IOException if there is no token for it here, or the lab cloud does not answer
     */
    public LabWeather over(AccountId account) throws IOException, InterruptedException {
        return lines.of(account).weather();
    }

    /**
     * Makes the weather over an account, until it is made again or the lab cloud stops.
     *
     * @throws IOException if there is no token for it here, or the lab cloud does not answer
     */
    public void make(AccountId account, LabWeather weather) throws IOException, InterruptedException {
        lines.of(account).weather(weather);
    }
}
