package io.github.containerd4j.event;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.InvalidArgumentException;

/**
 * The rule that containerd has for topics.
 * <p>
 * Source: {@code events/exchange/exchange.go} of containerd 1.6, {@code validateTopic}.
 */
final class Topics {

	private Topics() {
	}

	static String require(String topic) {
		if (!topic.startsWith("/") || topic.length() == 1) {
			throw InvalidArgumentException.of("topic", topic, "expected identifiers, each after a '/'");
		}
		for (String component : topic.substring(1).split("/", -1)) {
			Identifiers.require("component of the topic " + topic, component);
		}
		return topic;
	}

}
