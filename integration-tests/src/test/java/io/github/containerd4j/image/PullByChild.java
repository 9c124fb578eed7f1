package io.github.containerd4j.image;

import java.time.Duration;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.progress.ImageProgress.Phase;

/**
 * Pulls an image in a JVM of its own, and says so when it is in the middle of it.
 */
public final class PullByChild {

	static final String WAITING = "waiting";

	private PullByChild() {
	}

	/**
	 * Pulls.
	 * @param arguments address, namespace, name
	 */
	public static void main(String[] arguments) {
		PullOptions options = PullOptions.builder()
			.engine(TransferEngine.CLIENT)
			.leaseExpiry(Duration.ofSeconds(5))
			.progress((step) -> {
				if (step.phase() == Phase.WAITING) {
					System.out.println(WAITING);
				}
			})
			.build();
		try (ContainerdClient client = ContainerdClient.create(arguments[0])) {
			client.namespace(arguments[1]).images().pull(arguments[2], options);
		}
	}

}
