package io.github.containerd4j.spring.autoconfigure.metrics;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.OnPropertyListCondition;

/**
 * Matches if some containers shall have meters of their own.
 */
final class OnMeasuredContainersCondition extends OnPropertyListCondition {

	OnMeasuredContainersCondition() {
		super("containerd.metrics.containers.labels", () -> ConditionMessage.forCondition("Containers to measure"));
	}

}
