package io.github.containerd4j.migrate;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.containerd4j.ContainerdClient;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.MethodDescriptor;

/**
 * Migrates a container in a JVM of its own, and stops in the middle of it to be killed.
 */
public final class MigrateByChild {

	static final String WAITING = "waiting to be killed";

	private MigrateByChild() {
	}

	/**
	 * Migrates.
	 * @param arguments address, namespace and container of the source, address and
	 * namespace of the target, the number of the call at the target to stop before, a
	 * directory
	 */
	public static void main(String[] arguments) {
		int stop = Integer.parseInt(arguments[5]);
		Path data = Path.of(arguments[6]);
		try (ContainerdClient source = ContainerdClient.builder()
			.address(arguments[0])
			.dataDirectory(data.resolve("source"))
			.build();
				ContainerdClient plain = ContainerdClient.create(arguments[3]);
				ContainerdClient target = ContainerdClient.builder()
					.address(arguments[3])
					.dataDirectory(data.resolve("target"))
					.channel(ClientInterceptors.intercept(plain.channel(), new Stopping(stop)), null)
					.build()) {
			source.namespace(arguments[1])
				.containers()
				.get(arguments[2])
				.migrate(target.namespace(arguments[4]), MigrateOptions.stopped().withSourceKept());
			System.out.println("moved; " + WAITING);
			await();
		}
	}

	private static void await() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Lets some calls pass.
	 */
	private static final class Stopping implements ClientInterceptor {

		private final int stop;

		private final AtomicInteger calls = new AtomicInteger();

		Stopping(int stop) {
			this.stop = stop;
		}

		@Override
		public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
			if (this.calls.incrementAndGet() == this.stop) {
				System.out.println(WAITING);
				await();
			}
			return next.newCall(method, options);
		}

	}

}
