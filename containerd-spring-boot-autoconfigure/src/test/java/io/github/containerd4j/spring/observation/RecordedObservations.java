package io.github.containerd4j.spring.observation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;

/**
 * Observations of one test: their meters, and the last one that ended.
 */
final class RecordedObservations implements ObservationHandler<Observation.Context> {

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final ObservationRegistry registry = ObservationRegistry.create();

	private Observation.Context last;

	RecordedObservations() {
		this.registry.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(this.meters))
			.observationHandler(this);
	}

	MeterRegistry meters() {
		return this.meters;
	}

	ObservationRegistry registry() {
		return this.registry;
	}

	Observation.Context last() {
		return this.last;
	}

	@Override
	public void onStop(Observation.Context context) {
		this.last = context;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return true;
	}

}
