package io.github.containerd4j.sample.cli;

import java.util.Map;

import io.github.containerd4j.event.ContainerdEvent;
import io.github.containerd4j.event.EventGap;
import io.github.containerd4j.sample.event.EventFields;

/**
 * Writes an event as one line: time, namespace, topic, and the payload's fields.
 */
final class EventLine {

	private final Printable printable;

	EventLine(Printable printable) {
		this.printable = printable;
	}

	String of(ContainerdEvent<?> event) {
		if (event.payload() instanceof EventGap gap) {
			return gap(gap);
		}
		StringBuilder line = new StringBuilder().append(event.timestamp())
			.append(' ')
			.append(this.printable.word(event.namespace()))
			.append(' ')
			.append(this.printable.word(event.topic()));
		for (Map.Entry<String, String> field : EventFields.of(event.payload()).entrySet()) {
			line.append(' ')
				.append(this.printable.word(field.getKey()))
				.append('=')
				.append(this.printable.word(field.getValue()));
		}
		return line.toString();
	}

	private String gap(EventGap gap) {
		String lost = (gap.dropped() > 0) ? gap.dropped() + " events dropped" : "events may be missing";
		return "%s --- gap: %s since %s: %s".formatted(gap.restoredAt(), lost, gap.lostAt(),
				this.printable.text(gap.detail()));
	}

}
