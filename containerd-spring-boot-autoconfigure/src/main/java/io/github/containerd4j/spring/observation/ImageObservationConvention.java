package io.github.containerd4j.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * How operations on images are named and tagged. A bean of this type takes the place of
 * {@link DefaultImageObservationConvention}.
 *
 * @since 0.1.0
 */
public interface ImageObservationConvention extends ObservationConvention<ImageObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof ImageObservationContext;
	}

}
