package io.chimera.lab.api;

import java.util.UUID;

/** Where a file's bytes are to be brought. It is forgotten after an hour, and when the lab cloud stops. */
public record OpenedUpload(UUID upload) {}
