package io.github.containerd4j.spring.autoconfigure.container;

import java.util.Map;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if containers are declared.
 */
final class OnDeclaredContainersCondition extends SpringBootCondition {

	private static final String PROPERTY = "containerd.containers";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Declared containers");
		Map<String, Object> containers = Binder.get(context.getEnvironment())
			.bind(PROPERTY, Bindable.mapOf(String.class, Object.class))
			.orElse(Map.of());
		return containers.isEmpty() ? ConditionOutcome.noMatch(message.because("there are none"))
				: ConditionOutcome.match(message.foundExactly("property " + PROPERTY));
	}

}
