package io.github.containerd4j.migrate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Holdings;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestCriu;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Live migrations while daemons die between any two calls: the processes go on at one
 * side, and nothing is left at the other.
 */
@DaemonTest
@Timeout(400)
class InterruptedLiveMoveIT {

	/** How many calls of an operation are let through between two interrupted ones. */
	private static final int STRIDE = Integer.getInteger("containerd.test.stride", 5);

	private final TestDaemon shared;

	@TempDir
	private Path directory;

	private Side source;

	private Side target;

	InterruptedLiveMoveIT(TestDaemon shared) {
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
