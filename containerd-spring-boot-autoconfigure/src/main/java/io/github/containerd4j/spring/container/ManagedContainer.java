package io.github.containerd4j.spring.container;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.image.PullOptions;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spring.container.DeclaredContainerEvent.Step;
import io.github.containerd4j.spring.container.DeclaredContainerStatus.Phase;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one declared container to where it shall be.
 */
final class ManagedContainer {

	/** The label that tells which declaration a container was created from. */
	static final String LABEL = "io.github.containerd4j.declaration";

	private static final Logger logger = LoggerFactory.getLogger(ManagedContainer.class);

	private final ReentrantLock lock = new ReentrantLock();

	private final Namespace namespace;

	private final DeclaredContainer declaration;

	private final Consumer<Object> events;

	private final ContainerProbes probes;

	private Optional<RunningLog> log = Optional.empty();

	private volatile Phase phase = Phase.WAITING;

	private volatile @Nullable String failure;

	ManagedContainer(Namespace namespace, DeclaredContainer declaration, Consumer<Object> events,
			ThreadFactory threads) {
		this.namespace = namespace;
		this.declaration = declaration;
		this.events = events;
		this.probes = new ContainerProbes(namespace, declaration, events, threads);
	}

	String name() {
		return this.declaration.toString();
	}

	DeclaredContainerStatus status() {
		return new DeclaredContainerStatus(this.declaration.namespace(), this.declaration.id(), this.phase,
				this.failure, this.probes.status());
	}

	void start() {
		this.lock.lock();
		try {
			this.phase = Phase.STARTING;
			this.failure = null;
			run(container());
			this.phase = Phase.STARTED;
			this.probes.start();
		}
		catch (RuntimeException ex) {
			this.failure = String.valueOf(ex.getMessage());
			this.phase = Phase.FAILED;
			publish(Step.FAILED, ex);
			throw ex;
		}
		finally {
			this.lock.unlock();
		}
	}

	private Container container() {
		Image image = pull();
		publish(Step.IMAGE_READY, null);
		String fingerprint = Fingerprint.of(this.declaration.fingerprint(), image.target().digest().toString());
		Optional<Container> existing = this.namespace.containers().find(this.declaration.id());
		if (existing.isPresent()) {
			if (fingerprint.equals(declarationOf(existing.get()))) {
				publish(Step.ADOPTED, null);
				return existing.get();
			}
			remove(existing.get());
		}
		return create(fingerprint);
	}

	private Image pull() {
		PullOptions.Builder options = PullOptions.builder().policy(this.declaration.pullPolicy()).unpack(true);
		this.declaration.spec().snapshotter().ifPresent(options::snapshotter);
		String reference = this.declaration.spec().image().orElseThrow();
		return this.namespace.images().pull(reference, options.build());
	}

	private @Nullable String declarationOf(Container container) {
		String declaration = container.info().labels().get(LABEL);
		if (declaration == null) {
			throw new ForeignContainerException(name());
		}
		return declaration;
	}

	private void remove(Container outdated) {
		outdated.task().ifPresent((task) -> task.stop(this.declaration.stopTimeout()));
		outdated.task().ifPresent(Task::deleteForcibly);
		outdated.delete();
		logger.info("Deleted the container {}, whose declaration or image has changed", name());
		publish(Step.OUTDATED, null);
	}

	private Container create(String fingerprint) {
		ContainerSpec spec = this.declaration.spec().toBuilder().label(LABEL, fingerprint).build();
		Container container = this.namespace.containers().create(spec);
		publish(Step.CREATED, null);
		return container;
	}

	private void run(Container container) {
		this.log = Optional.empty();
		Optional<Task> task = container.task();
		if (task.isPresent() && isAlive(task.get())) {
			this.log = RunningLog.ofAdopted(this.declaration, this.namespace, task.get());
			logger.info("The container {} runs already", name());
			return;
		}
		Task started = container
			.start(this.declaration.log().streams(this.namespace.containerDirectory(this.declaration.id())));
		this.log = RunningLog.ofStarted(this.declaration, started);
		logger.info("Started the container {}", name());
		publish(Step.STARTED, null);
	}

	private static boolean isAlive(Task task) {
		TaskStatus status = task.info().status();
		return status == TaskStatus.RUNNING || status == TaskStatus.PAUSED;
	}

	/**
	 * Does what is declared for the end of the application, with a container that was
	 * started or adopted here.
	 * @param remaining how much time all containers have left to end by themselves
	 */
	void stop(Duration remaining) {
		this.lock.lock();
		try {
			this.probes.stop();
			if (this.phase == Phase.STARTED) {
				this.phase = Phase.STOPPED;
				end(remaining);
			}
		}
		catch (RuntimeException ex) {
			this.log.ifPresent(RunningLog::leave);
			publish(Step.FAILED, ex);
			throw ex;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void end(Duration remaining) {
		if (this.declaration.onStop() == OnStop.LEAVE) {
			this.log.ifPresent(RunningLog::leave);
			publish(Step.LEFT, null);
			return;
		}
		Optional<Container> container = this.namespace.containers().find(this.declaration.id());
		if (container.isEmpty()) {
			this.log.ifPresent(RunningLog::finish);
			return;
		}
		Duration grace = this.declaration.stopTimeout();
		container.get().stop((grace.compareTo(remaining) < 0) ? grace : remaining);
		this.log.ifPresent(RunningLog::finish);
		logger.info("Stopped the container {}", name());
		publish(Step.STOPPED, null);
		if (this.declaration.onStop() == OnStop.STOP_AND_DELETE && !container.get().isEphemeral()) {
			container.get().delete();
		}
		if (this.declaration.onStop() == OnStop.STOP_AND_DELETE || container.get().isEphemeral()) {
			publish(Step.DELETED, null);
		}
	}

	private void publish(Step step, @Nullable Throwable failure) {
		this.events
			.accept(new DeclaredContainerEvent(this.declaration.namespace(), this.declaration.id(), step, failure));
	}

}
