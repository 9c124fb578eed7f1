package io.github.containerd4j.spring.observation;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.operation.ContainerOperation;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class ContainerObservationsTests {

	private final RecordedObservations recorded = new RecordedObservations();

	private final ContainerObservations observations = new ContainerObservations(this.recorded.registry(), null);

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

		assertThat(this.recorded.last().getHighCardinalityKeyValues()).extracting("key", "value")
			.containsExactly(tuple("containerd.container.id", "web"));
		assertThat(this.recorded.last().getContextualName()).isEqualTo("exec web");
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
		new ContainerObservations(this.recorded.registry(), new OwnConvention())
			.started(ContainerOperation.STOP, "default", "web")
			.onEnd(null);

		assertThat(this.recorded.meters().get("own.name").tags("id", "web").timer().count()).isEqualTo(1);
	}

	@Test
	void theObservationAroundIsTheParent() {
		Observation around = Observation.start("request", this.recorded.registry());
		try (Observation.Scope scope = around.openScope()) {
			this.observations.started(ContainerOperation.CREATE, "default", "web").onEnd(null);
		}

		assertThat(this.recorded.last().getParentObservation()).isSameAs(around);
	}

	private Timer timer(String... tags) {
		return this.recorded.meters().get("containerd.container").tags(tags).timer();
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

}
