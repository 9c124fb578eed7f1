package io.github.containerd4j.spring.observation;

import io.github.containerd4j.operation.ContainerOperation;
import io.github.containerd4j.operation.ContainerOperationListener;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Observes every creation, start, exec and stop of the client. The observation that is
 * current where an operation is asked for is the parent.
 *
 * @since 0.1.0
 */
public final class ContainerObservations implements ContainerOperationListener {

	private static final ContainerObservationConvention DEFAULT = new DefaultContainerObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable ContainerObservationConvention convention;

	/**
	 * Creates the observer.
	 * @param registry where observations go
	 * @param convention how they are named; {@code null} for the default
	 */
	public ContainerObservations(ObservationRegistry registry, @Nullable ContainerObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public Watch started(ContainerOperation operation, String namespace, String container) {
		ContainerObservationContext context = new ContainerObservationContext(operation, namespace, container);
		Observation observation = Observation.start(this.convention, DEFAULT, () -> context, this.registry);
		return (failure) -> {
			if (failure != null) {
				observation.error(failure);
			}
			observation.stop();
		};
	}

}
