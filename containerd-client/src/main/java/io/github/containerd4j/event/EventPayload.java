package io.github.containerd4j.event;

/**
 * What an event tells. The set is closed, so that a {@code switch} over it can be checked
 * by the compiler; payloads that this library does not know are {@link UnknownEvent}.
 *
 * @since 0.1.0
 */
public sealed interface EventPayload permits TaskEvent, TaskIo, ContainerEvent, ImageEvent, SnapshotEvent,
		NamespaceEvent, ContentEvent, SandboxEvent, UnknownEvent, EventGap {

}
