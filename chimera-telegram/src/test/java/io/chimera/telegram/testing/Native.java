package io.chimera.telegram.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import io.chimera.telegram.nativelib.NoTdLibrary;
import io.chimera.telegram.nativelib.TdLibrary;
import java.nio.file.Path;
import java.util.Optional;

/** The genuine TDLib, where there is one; where one is required, its absence is a failure. */
public final class Native {

    private Native() {}

    /** The one this build brings, as a file below this folder. */
    public static TdLibrary unpacked(Path folder) throws NoTdLibrary {
        try {
            return TdLibrary.find(Optional.empty(), folder);
        } catch (NoTdLibrary none) {
            if (Boolean.getBoolean("chimera.test.require")) throw none;
            System.err.println("skipped: tests with TDLib itself, because: " + none.getMessage());
            return abort(none.getMessage());
        }
    }
}
