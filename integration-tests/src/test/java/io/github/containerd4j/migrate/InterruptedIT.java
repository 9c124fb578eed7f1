package io.github.containerd4j.migrate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.ChildJvm;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Holdings;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestCriu;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Publishing and migrating while daemons die, disks are full and JVMs are killed, between
 * any two calls: the source stays whole and nothing is left.
 */
@DaemonTest
@Timeout(400)
class InterruptedIT {

	private static final String WRITE = "if [ -e /kept ]; then exec sleep 100; fi; echo kept > /kept";

	/** How many calls of an operation are let through between two interrupted ones. */
	private static final int STRIDE = Integer.getInteger("containerd.test.stride", 5);

	private final TestDaemon shared;

	@TempDir
	private Path directory;

	private Side source;

	private Side target;

	InterruptedIT(TestDaemon shared) {
		this.shared = shared;
	}

	@BeforeEach
	void start() {
		this.source = Side.start(this.shared.binDirectory(), this.directory.resolve("source"), "s").withBusybox();
		this.target = Side.start(this.shared.binDirectory(), this.directory.resolve("target"), "t");
	}

	@AfterEach
	void stop() {
		this.target.close();
		this.source.close();
	}

	@Test
	void migrateWhoseSourceDaemonDiesLeavesTheSourceWhole() {
		migrateWhileDying(this.source);
	}

	@Test
	void migrateWhoseTargetDaemonDiesLeavesTheSourceWhole() {
		migrateWhileDying(this.target);
	}

	private void migrateWhileDying(Side dying) {
		Holdings empty = this.target.holdings();
		int number = 1;
		for (boolean reached = true; reached; number += STRIDE) {
			Container container = this.source.quiet().containers().find("one").isPresent()
					? this.source.namespace().containers().get("one") : this.source.ended("one", WRITE);
			Holdings whole = this.source.holdings();
			CompletableFuture<Void> back = killBefore(dying, number);
			boolean moved = succeeds(() -> container.migrate(this.target.namespace()));
			reached = dying.isStopped();
			finish(dying, back);
			if (moved) {
				assertThat(this.source.holdings().containers()).as("call %s", number).isEmpty();
				Side.assertRuns(this.target.quiet(), "one", "grep -qx kept /kept");
				this.target.quiet().containers().get("one").delete();
				this.target.quiet().images().list().forEach((image) -> image.delete());
			}
			else {
				expire(this.source.quiet());
				whole.awaitAgain(this.source.quiet());
			}
			empty.awaitAgain(this.target.quiet());
		}
		assertThat(number).as("the number of calls").isGreaterThan(10);
	}

	@Test
	void migrateLiveWhoseSourceDaemonDiesGoesOnAtOneSide() {
		migrateLiveWhileDying(this.source);
	}

	@Test
	void migrateLiveWhoseTargetDaemonDiesGoesOnAtOneSide() {
		migrateLiveWhileDying(this.target);
	}

	private void migrateLiveWhileDying(Side dying) {
		if (TestCriu.directory().isEmpty()) {
			// MigrateIT proves what is told then.
			return;
		}
		int number = 3;
		for (boolean reached = true; reached; number += 2 * STRIDE) {
			Container container = this.source.quiet().containers().find("one").isPresent()
					? this.source.namespace().containers().get("one") : this.source.counting("one");
			Holdings empty = this.target.holdings();
			int before = Side.awaitBeyond(container.task().orElseThrow(), 3);
			CompletableFuture<Void> back = killBefore(dying, number);
			boolean moved = succeeds(() -> container.migrate(this.target.namespace(), MigrateOptions.running()));
			reached = dying.isStopped();
			finish(dying, back);
			if (moved) {
				Container there = this.target.quiet().containers().get("one");
				Side.awaitBeyond(there.task().orElseThrow(), before);
				there.stop(Duration.ZERO);
				there.delete();
				this.target.quiet().images().list().forEach((image) -> image.delete());
				forget(this.source.quiet());
			}
			else {
				Task task = this.source.quiet().tasks().get("one");
				assertThat(task.info().status()).as("call %s", number).isEqualTo(TaskStatus.RUNNING);
				Side.awaitBeyond(task, before);
			}
			empty.awaitAgain(this.target.quiet());
		}
	}

	// A daemon that dies at the very end may leave what only it could have deleted.
	private static void forget(Namespace namespace) {
		namespace.containers().find("one").ifPresent((container) -> {
			assertThat(container.task().filter((task) -> task.info().status() != TaskStatus.STOPPED)).isEmpty();
			container.delete(DeleteOptions.defaults().withForce());
		});
	}

	@Test
	void publishWhoseDaemonDiesLeavesTheContainerWhole() {
		Container container = this.source.counting("one");
		Holdings whole = this.source.holdings();
		int number = 1;
		for (boolean reached = true; reached; number += STRIDE) {
			CompletableFuture<Void> back = killBefore(this.source, number);
			boolean published = succeeds(() -> container.publish("example.test/published:1"));
			reached = this.source.isStopped();
			finish(this.source, back);
			Task task = this.source.quiet().tasks().get("one");
			assertThat(task.info().status()).as("call %s", number).isEqualTo(TaskStatus.RUNNING);
			Namespace quiet = this.source.quiet();
			if (published) {
				assertThat(quiet.images().get("example.test/published:1").check().isComplete()).isTrue();
			}
			quiet.images().find("example.test/published:1").ifPresent((image) -> image.delete());
			expire(quiet);
			whole.awaitAgain(quiet);
		}
		assertThat(number).as("the number of calls").isGreaterThan(8);
	}

	@Test
	void migrateOfAKilledJvmLeavesTheSourceWhole() throws Exception {
		this.source.ended("one", WRITE);
		Holdings whole = this.source.holdings();
		Holdings empty = this.target.holdings();
		for (int number : new int[] { 4, 12, 20, 28 }) {
			killJvmBefore(number);
			if (this.target.quiet().containers().find("one").isPresent()) {
				Side.assertRuns(this.target.quiet(), "one", "grep -qx kept /kept");
				this.target.quiet().containers().get("one").delete();
			}
			this.target.quiet().images().list().forEach((image) -> image.delete());
			expire(this.source.quiet());
			expire(this.target.quiet());
			whole.awaitAgain(this.source.quiet());
			empty.awaitAgain(this.target.quiet());
		}
		Side.assertRuns(this.source.quiet(), "one", "grep -qx kept /kept");
	}

	private void killJvmBefore(int number) throws Exception {
		Path output = this.directory.resolve("child-" + number);
		Process child = ChildJvm.start(output, MigrateByChild.class, this.source.daemon().address(),
				this.source.namespace().name(), "one", this.target.daemon().address(), this.target.namespace().name(),
				String.valueOf(number), this.directory.toString());
		try {
			// The JVM must start first, on a machine with more to do.
			Awaitility.await()
				.atMost(Duration.ofSeconds(90))
				.untilAsserted(() -> assertThat(output).content().contains(MigrateByChild.WAITING));
		}
		finally {
			child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
		}
	}

	/**
	 * What time does to leases that nobody could delete.
	 */
	private static void expire(Namespace namespace) {
		namespace.leases().list().forEach((lease) -> {
			assertThat(lease.expiresAt()).isPresent();
			namespace.leases().delete(lease.id());
		});
	}

	@Test
	void migrateToAFullDiskLeavesTheSourceWhole() throws Exception {
		Container container = this.source.ended("one", "dd if=/dev/urandom of=/big bs=1M count=30; echo kept > /kept");
		Holdings whole = this.source.holdings();
		EmbeddedContainerd full = this.target.daemon();
		Path root = full.directory().resolve("root");
		full.stop();
		assertThat(new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", root.toString()).start()
			.waitFor()).isZero();
		full.start();
		Holdings empty = this.target.holdings();

		assertThatExceptionOfType(ResourceExhaustedException.class)
			.isThrownBy(() -> container.migrate(this.target.namespace()))
			.withMessageContaining("no space left on device");

		whole.awaitAgain(this.source.quiet());
		empty.awaitAgain(this.target.quiet());
		assertThat(Files.isDirectory(root)).isTrue();
	}

	/**
	 * The daemon is gone for a moment, from just before a call on.
	 */
	private static CompletableFuture<Void> killBefore(Side side, int number) {
		CompletableFuture<Void> back = new CompletableFuture<>();
		side.before(number, () -> {
			side.daemon().kill();
			CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(() -> {
				side.daemon().start();
				back.complete(null);
			});
		});
		return back;
	}

	private static void finish(Side side, CompletableFuture<Void> back) {
		if (side.isStopped()) {
			assertThat(back).succeedsWithin(Side.LIMIT);
		}
		side.before(0, () -> {
		});
	}

	private static boolean succeeds(Runnable operation) {
		try {
			operation.run();
			return true;
		}
		catch (ContainerdException ex) {
			return false;
		}
	}

}
