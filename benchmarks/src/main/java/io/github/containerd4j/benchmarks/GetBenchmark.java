package io.github.containerd4j.benchmarks;

import java.util.concurrent.ThreadLocalRandom;

import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.proto.services.containers.v1.ContainersGrpc;
import io.github.containerd4j.proto.services.containers.v1.ContainersGrpc.ContainersBlockingStub;
import io.github.containerd4j.proto.services.containers.v1.GetContainerRequest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Reading one container with its spec.
 */
@State(Scope.Benchmark)
public class GetBenchmark {

	private static final int CONTAINERS = 1_000;

	@SuppressWarnings("NullAway.Init")
	private ContainerService typed;

	@SuppressWarnings("NullAway.Init")
	private ContainersBlockingStub bare;

	/**
	 * Makes the service and the stub on one channel.
	 * @param daemon the connection
	 */
	@Setup
	public void connect(Daemon daemon) {
		this.typed = daemon.namespace(CONTAINERS).containers();
		this.bare = ContainersGrpc.newBlockingStub(daemon.namespace(CONTAINERS).channel());
	}

	/**
	 * Through the client.
	 * @return the answer
	 */
	@Benchmark
	public Object typed() {
		return this.typed.get(id());
	}

	/**
	 * Through the generated stub.
	 * @return the answer
	 */
	@Benchmark
	public Object bare() {
		return this.bare.get(GetContainerRequest.newBuilder().setId(id()).build());
	}

	private static String id() {
		return Population.id(ThreadLocalRandom.current().nextInt(CONTAINERS));
	}

}
