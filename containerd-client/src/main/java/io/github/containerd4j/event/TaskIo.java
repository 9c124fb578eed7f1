package io.github.containerd4j.event;

import org.jspecify.annotations.Nullable;

/**
 * Where the standard streams of a task go. A part of {@link TaskCreate}; the daemon sends
 * it in no other way.
 *
 * @param stdin the path or URI of standard input; {@code null} if it is {@code /dev/null}
 * @param stdout the path or URI of standard output; {@code null} if it is
 * {@code /dev/null}
 * @param stderr the path or URI of standard error; {@code null} if it is
 * {@code /dev/null}, or the terminal
 * @param terminal whether the task has a terminal
 * @since 0.1.0
 */
public record TaskIo(@Nullable String stdin, @Nullable String stdout, @Nullable String stderr,
		boolean terminal) implements EventPayload {

}
