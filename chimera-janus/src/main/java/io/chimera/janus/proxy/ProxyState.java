package io.chimera.janus.proxy;

/** Whether the proxy can be used. */
public sealed interface ProxyState {

    /** It listens. */
    record Listening(String address, int port) implements ProxyState {}

    /** It was switched off in the settings, or ended. */
    record Off() implements ProxyState {}

    /**
     * It cannot listen.
     *
     * @param why a sentence for whoever runs Chimera
     */
    record Failed(String why) implements ProxyState {}
}
