package io.github.containerd4j.event;

/**
 * Where the standard streams of a task go. A part of {@link TaskCreate}; the daemon sends
 * it in no other way.
 *
 * @param stdin the path or URI of standard input; empty for none
 * @param stdout the path or URI of standard output; empty for none
 * @param stderr the path or URI of standard error; empty for none
 * @param terminal whether the task has a terminal
 * @since 0.1.0
 */
public record TaskIo(String stdin, String stdout, String stderr, boolean terminal) implements EventPayload {

}
