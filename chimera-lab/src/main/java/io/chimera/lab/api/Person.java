package io.chimera.lab.api;

/**
 * What the cloud tells of somebody.
 *
 * @param name as whoever asks knows them
 * @param phone in E.164
 */
public record Person(long id, String name, String phone) {}
