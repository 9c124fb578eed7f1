package io.github.containerd4j.stdio;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(10)
class StreamThreadsTests {

	@Test
	void aTaskHasADaemonThreadOfItsNameAndTheCallersClasses() throws Exception {
		CompletableFuture<Thread> seen = new CompletableFuture<>();
		CompletableFuture<String> name = new CompletableFuture<>();
		CompletableFuture<ClassLoader> classes = new CompletableFuture<>();

		StreamThreads.start("stdout-x", () -> {
			seen.complete(Thread.currentThread());
			name.complete(Thread.currentThread().getName());
			classes.complete(Thread.currentThread().getContextClassLoader());
		});

		assertThat(name.get(5, TimeUnit.SECONDS)).isEqualTo("containerd-stdout-x");
		assertThat(classes.get(5, TimeUnit.SECONDS)).isSameAs(Thread.currentThread().getContextClassLoader());
		assertThat(seen.get().isDaemon()).isTrue();
	}

	@Test
	void tasksRunAtTheSameTimeHoweverManyTheyAre() throws Exception {
		int count = 20;
		CountDownLatch running = new CountDownLatch(count);
		CountDownLatch release = new CountDownLatch(1);

		for (int i = 0; i < count; i++) {
			StreamThreads.start("stdout-" + i, () -> {
				running.countDown();
				await(release);
			});
		}

		assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();
		release.countDown();
	}

	@Test
	void anInterruptReachesItsOwnTaskAlone() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		StreamThread thread = StreamThreads.start("stdin-x", () -> {
			begun.countDown();
			interrupted.complete(!await(new CountDownLatch(1)));
		});
		begun.await(5, TimeUnit.SECONDS);

		thread.interrupt();

		assertThat(interrupted.get(5, TimeUnit.SECONDS)).isTrue();
		thread.interrupt();
		CompletableFuture<Boolean> next = new CompletableFuture<>();
		StreamThreads.start("stdin-y", () -> next.complete(Thread.interrupted()));
		assertThat(next.get(5, TimeUnit.SECONDS)).isFalse();
	}

	@Test
	void aTaskThatHasNotBegunIsInterruptedWhenItDoes() {
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		StreamThread thread = new StreamThread("one", "idle",
				() -> interrupted.complete(Thread.currentThread().isInterrupted()));

		thread.interrupt();
		String name = Thread.currentThread().getName();
		ClassLoader classes = Thread.currentThread().getContextClassLoader();
		try {
			thread.run();
		}
		finally {
			Thread.currentThread().setName(name);
			Thread.currentThread().setContextClassLoader(classes);
		}

		assertThat(interrupted).isCompletedWithValue(true);
		assertThat(Thread.interrupted()).isFalse();
	}

	private static boolean await(CountDownLatch latch) {
		try {
			return latch.await(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

}
