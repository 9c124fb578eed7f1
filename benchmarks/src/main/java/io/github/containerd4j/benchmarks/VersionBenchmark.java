package io.github.containerd4j.benchmarks;

import com.google.protobuf.Empty;
import io.github.containerd4j.proto.services.version.v1.VersionGrpc;
import io.github.containerd4j.proto.services.version.v1.VersionGrpc.VersionBlockingStub;
import io.github.containerd4j.version.VersionService;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The cheapest call that proves the API.
 */
@State(Scope.Benchmark)
public class VersionBenchmark {

	@SuppressWarnings("NullAway.Init")
	private VersionService typed;

	@SuppressWarnings("NullAway.Init")
	private VersionBlockingStub bare;

	/**
	 * Makes the service and the stub on one channel.
	 * @param daemon the connection
	 */
	@Setup
	public void connect(Daemon daemon) {
		this.typed = daemon.client().version();
		this.bare = VersionGrpc.newBlockingStub(daemon.client().channel());
	}

	/**
	 * Through the client.
	 * @return the answer
	 */
	@Benchmark
	public Object typed() {
		return this.typed.get();
	}

	/**
	 * Through the generated stub.
	 * @return the answer
	 */
	@Benchmark
	public Object bare() {
		return this.bare.version(Empty.getDefaultInstance());
	}

}
