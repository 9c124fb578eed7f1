package io.github.containerd4j.rpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptor;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.github.containerd4j.connection.Connection;
import io.github.containerd4j.connection.ContainerdAddress;
import io.github.containerd4j.connection.SharedChannel;

/**
 * A gRPC server in this process, for faults that a real daemon does not produce on
 * request.
 */
public final class FakeDaemon implements AutoCloseable {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final Server server;

	private final ManagedChannel channel;

	private final Connection connection;

	FakeDaemon(BindableService service, ServerInterceptor... interceptors) {
		this(List.of(service), interceptors);
	}

	public FakeDaemon(List<BindableService> services, ServerInterceptor... interceptors) {
		String name = InProcessServerBuilder.generateName();
		ServerBuilder<?> builder = InProcessServerBuilder.forName(name).executor(this.executor);
		services.forEach(builder::addService);
		for (ServerInterceptor interceptor : interceptors) {
			builder.intercept(interceptor);
		}
		try {
			this.server = builder.build().start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.channel = InProcessChannelBuilder.forName(name).executor(this.executor).build();
		this.connection = Connection.using(new ContainerdAddress.UnixSocket(Path.of("/run/fake.sock")),
				() -> new SharedChannel(this.channel, this.channel), Duration.ofSeconds(2));
	}

	public RpcClient client() {
		return RpcClient.of(this.connection, TimeLimits.of(Duration.ofSeconds(10)));
	}

	public Connection connection() {
		return this.connection;
	}

	@Override
	public void close() throws InterruptedException {
		this.channel.shutdownNow();
		this.server.shutdownNow();
		this.server.awaitTermination(5, TimeUnit.SECONDS);
		this.executor.shutdownNow();
	}

}
