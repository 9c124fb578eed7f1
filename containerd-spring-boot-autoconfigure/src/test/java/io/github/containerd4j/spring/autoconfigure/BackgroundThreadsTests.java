package io.github.containerd4j.spring.autoconfigure;

import java.lang.reflect.Method;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class BackgroundThreadsTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void areDaemonsThatTellWhatTheyAreFor() throws Exception {
		Thread thread = thread();

		assertThat(isVirtual(thread)).isFalse();
		assertThat(thread.isDaemon()).isTrue();
		assertThat(thread.getName()).startsWith("things-");
	}

	@Test
	void areVirtualIfTheApplicationWantsItAndTheJvmHasThem() throws Exception {
		this.environment.setProperty("spring.threads.virtual.enabled", "true");

		Thread thread = thread();

		assertThat(isVirtual(thread)).isEqualTo(JRE.currentVersionNumber() >= 21);
		assertThat(thread.isDaemon()).isTrue();
		assertThat(thread.getName()).startsWith("things-");
	}

	private Thread thread() {
		return BackgroundThreads.of(this.environment, "things-").newThread(() -> {
		});
	}

	// A method that the JDK has since 21.
	private static boolean isVirtual(Thread thread) throws Exception {
		for (Method method : Thread.class.getMethods()) {
			if (method.getName().equals("isVirtual")) {
				return (boolean) method.invoke(thread);
			}
		}
		return false;
	}

}
