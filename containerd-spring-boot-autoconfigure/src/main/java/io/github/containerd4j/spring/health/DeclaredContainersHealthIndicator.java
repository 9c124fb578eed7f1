package io.github.containerd4j.spring.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.probe.ProbeState;
import io.github.containerd4j.spring.container.DeclaredContainerStatus;
import io.github.containerd4j.spring.container.DeclaredContainerStatus.Phase;
import io.github.containerd4j.spring.container.DeclaredContainers;
import io.github.containerd4j.task.ExitStatus;
import io.github.containerd4j.task.ProcessInfo;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} of the containers that the application declares: DOWN if one
 * could not be started, does not run, has ended with another code than 0, or has an
 * unhealthy probe; OUT_OF_SERVICE while one is being started or a probe has not answered
 * yet; else UP. Each container is a detail.
 *
 * @since 0.1.0
 */
public class DeclaredContainersHealthIndicator extends AbstractHealthIndicator {

	private static final List<Status> WORST_FIRST = List.of(Status.DOWN, Status.OUT_OF_SERVICE, Status.UP);

	private final ContainerdClient client;

	private final DeclaredContainers containers;

	private final Duration timeout;

	/**
	 * Creates an indicator.
	 * @param client the client of the daemon
	 * @param containers the containers
	 * @param timeout the longest time to wait for the state of one container
	 */
	public DeclaredContainersHealthIndicator(ContainerdClient client, DeclaredContainers containers, Duration timeout) {
		this.client = client;
		this.containers = containers;
		this.timeout = timeout;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		int worst = WORST_FIRST.size() - 1;
		for (DeclaredContainerStatus container : this.containers.status()) {
			Map<String, Object> details = new LinkedHashMap<>();
			Status status = check(container, details);
			health.withDetail(container.namespace() + "/" + container.container(), details);
			worst = Math.min(worst, WORST_FIRST.indexOf(status));
		}
		health.status(WORST_FIRST.get(worst));
	}

	private Status check(DeclaredContainerStatus container, Map<String, Object> details) {
		if (container.phase() != Phase.STARTED) {
			details.put("phase", word(container.phase()));
			if (container.failure() != null) {
				details.put("error", container.failure());
			}
			return (container.phase() == Phase.FAILED) ? Status.DOWN : Status.OUT_OF_SERVICE;
		}
		Map<String, String> probes = new LinkedHashMap<>();
		container.probes().forEach((name, probe) -> probes.put(name, word(probe.state())));
		if (!probes.isEmpty()) {
			details.put("probes", probes);
		}
		boolean running = isFine(container, details);
		return running ? judge(container.probeState()) : Status.DOWN;
	}

	private boolean isFine(DeclaredContainerStatus container, Map<String, Object> details) {
		try {
			Optional<ProcessInfo> task = this.client.namespace(container.namespace())
				.withTimeout(this.timeout)
				.tasks()
				.find(container.container())
				.map(Task::info);
			details.put("task", task.map((info) -> word(info.status())).orElse("none"));
			return task.filter((info) -> isFine(info, details)).isPresent();
		}
		catch (ContainerdException ex) {
			details.put("error", String.valueOf(ex.getMessage()));
			return false;
		}
	}

	private static boolean isFine(ProcessInfo task, Map<String, Object> details) {
		if (task.status() != TaskStatus.STOPPED) {
			return task.status() == TaskStatus.RUNNING || task.status() == TaskStatus.PAUSED;
		}
		ExitStatus exit = task.exitStatus();
		if (exit != null) {
			details.put("exitCode", exit.code());
		}
		return exit != null && exit.isSuccess();
	}

	private static Status judge(ProbeState state) {
		return switch (state) {
			case STARTING -> Status.OUT_OF_SERVICE;
			case HEALTHY -> Status.UP;
			case UNHEALTHY -> Status.DOWN;
		};
	}

	private static String word(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
