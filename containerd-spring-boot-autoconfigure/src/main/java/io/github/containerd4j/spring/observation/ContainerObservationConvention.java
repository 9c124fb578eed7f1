package io.github.containerd4j.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * How operations on containers are named and tagged. A bean of this type takes the place
 * of {@link DefaultContainerObservationConvention}.
 *
 * @since 0.1.0
 */
public interface ContainerObservationConvention extends ObservationConvention<ContainerObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof ContainerObservationContext;
	}

}
