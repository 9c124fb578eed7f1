package io.github.containerd4j.task;

import io.github.containerd4j.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * A process in a task's control group.
 *
 * @param pid the process id on the daemon's host
 * @param execId the exec identifier if it was started by exec; {@code null} for the first
 * process and for children
 * @param info what the shim says of it; {@code null} if it says nothing
 * @since 0.1.0
 */
public record ProcessId(int pid, @Nullable String execId, @Nullable TypedValue info) {
}
