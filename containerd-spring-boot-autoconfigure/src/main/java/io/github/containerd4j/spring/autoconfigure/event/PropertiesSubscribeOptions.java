package io.github.containerd4j.spring.autoconfigure.event;

import io.github.containerd4j.Filter;
import io.github.containerd4j.event.SubscribeOptions;
import io.github.containerd4j.spring.autoconfigure.ContainerdProperties;

import org.springframework.util.StringUtils;

/**
 * The options of the subscription as the properties say them.
 */
final class PropertiesSubscribeOptions {

	private PropertiesSubscribeOptions() {
	}

	static SubscribeOptions of(ContainerdProperties.Events events) {
		return SubscribeOptions.defaults()
			.withNamespaces(StringUtils.toStringArray(events.getNamespaces()))
			.withFilters(Filter.parseAll(StringUtils.toStringArray(events.getFilters())))
			.withBackoff(events.getBackoff().getInitial(), events.getBackoff().getMax())
			.withBufferSize(events.getBufferSize())
			.withResync(events.getResync());
	}

}
