package io.chimera.lab.server;

import io.chimera.lab.api.LabWeather;
import io.chimera.lab.server.Route.Kind;
import java.io.IOException;
import java.util.List;

/** Where each person's weather is looked up and made. */
final class WeatherDesk {

    private final Weathers weathers;
    private final Bells bells;

    WeatherDesk(Weathers weathers, Bells bells) {
        this.weathers = weathers;
        this.bells = bells;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/v1/weather", Kind.CONTROLS, this::look),
                Route.of("PUT", "/v1/weather", Kind.CONTROLS, this::make));
    }

    private Answer look(Call call) {
        return Answer.of(weathers.over(call.caller().id()));
    }

    private Answer make(Call call) throws IOException {
        weathers.change(call.caller().id(), call.json(LabWeather.class));
        bells.of(call.caller().id()).ring(); // whoever waits for updates meets it at once
        return Answer.done();
    }
}
