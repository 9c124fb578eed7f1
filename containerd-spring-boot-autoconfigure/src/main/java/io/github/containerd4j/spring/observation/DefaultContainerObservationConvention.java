package io.github.containerd4j.spring.observation;

import java.util.Locale;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

/**
 * The observation {@code containerd.container}: {@code operation} (create, start, exec,
 * stop), {@code namespace} and {@code outcome} (SUCCESS, CANCELLED, ERROR) for metrics
 * and spans; the identifier of the container for spans only.
 *
 * @since 0.1.0
 */
public final class DefaultContainerObservationConvention implements ContainerObservationConvention {

	private static final String NAME = "containerd.container";

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(ContainerObservationContext context) {
		return operation(context) + " " + context.container();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ContainerObservationContext context) {
		return KeyValues.of(KeyValue.of("operation", operation(context)), KeyValue.of("namespace", context.namespace()),
				KeyValue.of("outcome", DefaultImageObservationConvention.outcome(context.getError())));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ContainerObservationContext context) {
		return KeyValues.of(KeyValue.of("containerd.container.id", context.container()));
	}

	private static String operation(ContainerObservationContext context) {
		return context.operation().name().toLowerCase(Locale.ROOT);
	}

}
