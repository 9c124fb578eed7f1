package io.github.containerd4j.operation;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerOperationListenerTests {

	private final List<String> told = new ArrayList<>();

	@Test
	void allAreToldOfStartAndEnd() {
		ContainerOperationListener.Watch watch = ContainerOperationListener.all(List.of(named("a"), named("b")))
			.started(ContainerOperation.EXEC, "default", "web");
		watch.onEnd(null);

		assertThat(this.told).containsExactly("a EXEC default web", "b EXEC default web", "a null", "b null");
	}

	@Test
	void oneThatThrowsHidesNothingFromTheOthers() {
		ContainerOperationListener broken = (operation, namespace, container) -> {
			throw new IllegalStateException("deliberately");
		};
		ContainerOperationListener brokenLater = (operation, namespace, container) -> (failure) -> {
			throw new IllegalStateException("deliberately");
		};

		ContainerOperationListener.all(List.of(broken, brokenLater, named("c")))
			.started(ContainerOperation.STOP, "default", "web")
			.onEnd(null);

		assertThat(this.told).containsExactly("c STOP default web", "c null");
	}

	private ContainerOperationListener named(String name) {
		return (operation, namespace, container) -> {
			this.told.add(name + " " + operation + " " + namespace + " " + container);
			return (failure) -> this.told.add(name + " " + failure);
		};
	}

}
