package io.github.containerd4j.sample.dashboard;

import java.time.Instant;
import java.util.Map;

import io.github.containerd4j.event.ContainerdEvent;
import io.github.containerd4j.sample.event.EventFields;

/**
 * An event as the page gets it.
 *
 * @param id grows from event to event, also over restarts of the application
 * @param timestamp when it happened
 * @param namespace where it happened
 * @param topic what happened
 * @param fields the payload
 */
record EventMessage(long id, Instant timestamp, String namespace, String topic, Map<String, String> fields) {

	static EventMessage of(long id, ContainerdEvent<?> event) {
		return new EventMessage(id, event.timestamp(), event.namespace(), event.topic(),
				EventFields.of(event.payload()));
	}

}
