package io.github.containerd4j.spring.observation;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.operation.ContainerOperation;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class ContainerObservationsTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final Recorder recorder = new Recorder();

	private final ContainerObservations observations = new ContainerObservations(this.registry, null);

	@BeforeEach
	void handle() {
		this.registry.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(this.meters))
			.observationHandler(this.recorder);
	}

	@ParameterizedTest
	@CsvSource({ "CREATE, create", "START, start", "EXEC, exec", "STOP, stop" })
	void everyOperationIsTimed(ContainerOperation operation, String name) {
		this.observations.started(operation, "default", "web").onEnd(null);

		assertThat(timer("operation", name, "namespace", "default", "outcome", "SUCCESS", "error", "none").count())
			.isEqualTo(1);
	}

	@Test
	void theContainerIsForSpans() {
		this.observations.started(ContainerOperation.EXEC, "default", "web").onEnd(null);

		assertThat(this.recorder.stopped.getHighCardinalityKeyValues()).extracting("key", "value")
			.containsExactly(tuple("containerd.container.id", "web"));
		assertThat(this.recorder.stopped.getContextualName()).isEqualTo("exec web");
		assertThat(timer("operation", "exec").getId().getTags()).extracting("key")
			.doesNotContain("containerd.container.id");
	}

	@Test
	void aFailureIsAnOutcome() {
		this.observations.started(ContainerOperation.START, "default", "web")
			.onEnd(new IllegalStateException("on purpose"));

		assertThat(timer("operation", "start", "outcome", "ERROR", "error", "IllegalStateException").count())
			.isEqualTo(1);
	}

	@Test
	void whatWasCancelledHasNotFailed() {
		Failure failure = new Failure("Tasks.Wait", "task", "web", "default", ErrorCode.CANCELLED);
		this.observations.started(ContainerOperation.EXEC, "default", "web")
			.onEnd(new CancelledException("interrupted", failure, null));

		assertThat(timer("operation", "exec", "outcome", "CANCELLED").count()).isEqualTo(1);
	}

	@Test
	void anOwnConventionNamesThem() {
		new ContainerObservations(this.registry, new OwnConvention()).started(ContainerOperation.STOP, "default", "web")
			.onEnd(null);

		assertThat(this.meters.get("own.name").tags("id", "web").timer().count()).isEqualTo(1);
	}

	@Test
	void theObservationAroundIsTheParent() {
		Observation around = Observation.start("request", this.registry);
		try (Observation.Scope scope = around.openScope()) {
			this.observations.started(ContainerOperation.CREATE, "default", "web").onEnd(null);
		}

		assertThat(this.recorder.stopped.getParentObservation()).isSameAs(around);
	}

	private Timer timer(String... tags) {
		return this.meters.get("containerd.container").tags(tags).timer();
	}

	private static final class OwnConvention implements ContainerObservationConvention {

		@Override
		public String getName() {
			return "own.name";
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(ContainerObservationContext context) {
			return KeyValues.of("id", context.container());
		}

	}

	private static final class Recorder implements ObservationHandler<Observation.Context> {

		private Observation.Context stopped;

		@Override
		public void onStop(Observation.Context context) {
			this.stopped = context;
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
