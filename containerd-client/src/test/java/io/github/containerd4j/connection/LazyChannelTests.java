package io.github.containerd4j.connection;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.containerd4j.connection.ContainerdAddress.UnixSocket;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LazyChannelTests {

	private final ManagedChannel channel = InProcessChannelBuilder.forName("lazy").build();

	private final AtomicInteger asked = new AtomicInteger();

	@AfterEach
	void shutDown() {
		this.channel.shutdownNow();
	}

	@Test
	void nothingButACallAsksForTheChannel() throws Exception {
		try (Connection connection = connection(this::make)) {
			connection.prepare(0);
			connection.watchForLoss();
			connection.noteLoss();
		}

		assertThat(this.asked).hasValue(0);
	}

	@Test
	void manyThreadsGetOneChannel() throws Exception {
		try (Connection connection = connection(this::make)) {
			List<Thread> threads = new ArrayList<>();
			for (int count = 0; count < 16; count++) {
				threads.add(new Thread(() -> assertThat(connection.channel()).isSameAs(this.channel)));
			}
			threads.forEach(Thread::start);
			for (Thread thread : threads) {
				thread.join();
			}
		}

		assertThat(this.asked).hasValue(1);
	}

	@Test
	void aChannelThatCannotBeMadeIsAskedForAgain() {
		try (Connection connection = connection(() -> {
			if (this.asked.getAndIncrement() == 0) {
				throw new IllegalStateException("no channel");
			}
			return new SharedChannel(this.channel, null);
		})) {
			assertThatIllegalStateException().isThrownBy(connection::channel).withMessage("no channel");
			assertThat(connection.channel()).isSameAs(this.channel);
		}
	}

	private SharedChannel make() {
		this.asked.incrementAndGet();
		return new SharedChannel(this.channel, this.channel);
	}

	private static Connection connection(Supplier<SharedChannel> channel) {
		return Connection.using(new UnixSocket(Path.of("/run/lazy.sock")), channel, Duration.ofSeconds(1));
	}

}
