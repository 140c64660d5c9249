package io.chimera.lab.server;

import io.chimera.lab.api.LabWeather;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Everybody's weather. Kept in memory only. */
final class Weathers {

    private final Map<Long, LabWeather> weathers = new ConcurrentHashMap<>();

    LabWeather over(long person) {
        return weathers.getOrDefault(person, LabWeather.fair());
    }

    void change(long person, LabWeather weather) {
        weathers.put(person, weather);
    }
}
