package io.github.containerd4j.copy;

import java.util.List;
import java.util.Optional;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Holdings;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.ShellContainer;
import io.github.containerd4j.StepInterceptor;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.lease.LeaseInfo;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Operations on containers that are interrupted at each of their calls.
 */
@DaemonTest
@Timeout(300)
class InterruptedContainerIT {

	private static final int ENOUGH = 60;

	private final TestDaemon shared;

	InterruptedContainerIT(TestDaemon shared) {
		this.shared = shared;
	}

	/** What is interrupted. */
	enum Operation {

		COPY {
			@Override
			void run(Container container) {
				container.copy("two");
			}
		},

		COPY_RUNNING {
			@Override
			void run(Container container) {
				container.copy("two");
			}
		},

		RENAME {
			@Override
			void run(Container container) {
				container.rename("two");
			}
		},

		SNAPSHOT {
			@Override
			void run(Container container) {
				container.snapshots().create("two");
			}
		},

		SNAPSHOT_RUNNING {
			@Override
			void run(Container container) {
				container.snapshots().create("two");
			}
		},

		RESTORE {
			@Override
			void run(Container container) {
				container.restore("first");
			}
		},

		RESTORE_RUNNING {
			@Override
			void run(Container container) {
				container.restore("first");
			}
		};

		abstract void run(Container container);

		boolean needsTask() {
			return name().endsWith("_RUNNING");
		}

	}

	@ParameterizedTest
	@EnumSource
	void sourceIsWholeWhereverTheJvmIsKilled(Operation operation, Namespace namespace) {
		this.shared.importBusybox(namespace);
		Holdings holdings = new Holdings(namespace);
		List<String> before = holdings.list();
		boolean done = false;
		for (int step = 1; !done && step < ENOUGH; step++) {
			prepare(namespace, operation);
			StepInterceptor killer = StepInterceptor.diesAt(step);
			ContainerdClient client = killer.client(this.shared.client(), this.shared.address());
			try {
				operation.run(client.namespace(namespace.name()).containers().get("one"));
				done = !killer.wasReached();
			}
			catch (StepInterceptor.Death | IllegalStateException ex) {
				// The latter tells of a thread that died for its caller.
				assertThat(killer.wasReached()).isTrue();
			}
			assertWhole(namespace, operation, done);
			remove(namespace);
			expireLeases(namespace);
			holdings.assertSoon(before);
		}
		assertThat(done).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void sourceIsWholeWheneverTheDaemonIsKilled(Operation operation) {
		try (EmbeddedContainerd daemon = this.shared.startPrivate();
				ContainerdClient client = ContainerdClient.create(daemon.address())) {
			Namespace namespace = client.namespace("k" + Long.toString(daemon.pid(), 36));
			daemon.importBusybox(namespace.name());
			Holdings holdings = new Holdings(namespace);
			List<String> before = holdings.list();
			boolean done = false;
			for (int step = 1; !done && step < ENOUGH; step++) {
				prepare(namespace, operation);
				StepInterceptor killer = StepInterceptor.before(step, () -> {
					daemon.kill();
					daemon.start();
				});
				Container container = namespace.containers().get("one");
				boolean succeeded = run(operation, killer.client(client, daemon.address()), namespace.name());
				done = !killer.wasReached();
				assertWhole(namespace, operation, succeeded);
				remove(namespace);
				expireLeases(namespace);
				holdings.assertSoon(before);
			}
			assertThat(done).isTrue();
		}
	}

	private static boolean run(Operation operation, ContainerdClient client, String namespace) {
		try {
			operation.run(client.namespace(namespace).containers().get("one"));
			return true;
		}
		catch (ContainerdException ex) {
			return false;
		}
	}

	private static void prepare(Namespace namespace, Operation operation) {
		Container container = namespace.containers().create(ShellContainer.spec("one").label("l", "v").build());
		ShellContainer.run(container, "echo base > /base");
		if (operation.name().startsWith("RESTORE")) {
			container.snapshots().create("first");
			ShellContainer.run(container, "echo later > /later");
		}
		else if (operation.name().startsWith("SNAPSHOT")) {
			container.snapshots().create("first");
			ShellContainer.run(container, "echo later > /later");
		}
		if (operation.needsTask()) {
			container.start();
		}
	}

	private static void assertWhole(Namespace namespace, Operation operation, boolean succeeded) {
		Optional<Container> other = namespace.containers().find("two");
		String id = namespace.containers().find("one").isPresent() ? "one" : "two";
		if (operation != Operation.RENAME) {
			assertThat(id).isEqualTo("one");
		}
		else {
			assertThat(namespace.containers().list()).extracting(Container::id).containsExactly(id);
		}
		Container container = namespace.containers().get(id);
		assertThat(container.info().labels()).containsEntry("l", "v");
		assertThat(container.info().labels().keySet()).noneMatch((key) -> key.contains("pending"))
			.noneMatch((key) -> key.startsWith("io.github.containerd4j/"));
		container.task().ifPresent((task) -> assertThat(task.info().status()).isNotEqualTo(TaskStatus.PAUSED));
		container.task().ifPresent(Task::deleteForcibly);
		assertThat(ShellContainer.run(container, "cat /base")).isEqualTo("base\n");
		if (operation.name().startsWith("COPY") && other.isPresent()) {
			assertThat(ShellContainer.run(other.get(), "cat /base")).isEqualTo("base\n");
		}
		if (operation.name().startsWith("COPY") && succeeded) {
			assertThat(other).isPresent();
		}
		if (operation.name().startsWith("SNAPSHOT") || operation.name().startsWith("RESTORE")) {
			assertThat(container.snapshots().find("first")).isPresent();
			container.restore("first");
			assertThat(ShellContainer.run(container, "cat /base; ls /later 2>/dev/null; true")).isEqualTo("base\n");
		}
	}

	private static void remove(Namespace namespace) {
		namespace.containers().list().forEach((each) -> each.delete(DeleteOptions.defaults().withForce()));
	}

	private static void expireLeases(Namespace namespace) {
		namespace.leases().list().stream().map(LeaseInfo::id).forEach(namespace.leases()::delete);
	}

}
