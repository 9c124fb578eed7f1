package io.github.containerd4j.spring.autoconfigure.image;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.OnPropertyListCondition;

/**
 * Matches if there are images to pull.
 */
final class OnPullAtStartupCondition extends OnPropertyListCondition {

	OnPullAtStartupCondition() {
		super("containerd.images.pull-at-startup", () -> ConditionMessage.forCondition("Images to pull at the start"));
	}

}
