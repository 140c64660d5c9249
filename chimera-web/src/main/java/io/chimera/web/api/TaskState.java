package io.chimera.web.api;

import io.chimera.core.messenger.Task;
import io.chimera.core.messenger.Task.State;
import org.jspecify.annotations.Nullable;

/** How something is that takes a while. */
enum TaskState {
    RUNNING,
    DONE,
    FAILED;

    static TaskState of(Task<?> task) {
        return switch (task.state()) {
            case State.UnderWay() -> RUNNING;
            case State.Done() -> DONE;
            case State.Failed _ -> FAILED;
        };
    }

    /** Why it failed, if it did. */
    static @Nullable String why(Task<?> task) {
        return task.state() instanceof State.Failed(var why) ? why : null;
    }
}
