package io.github.containerd4j.benchmarks;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One client for all threads of a benchmark, to the daemon that {@link Main} started.
 */
@State(Scope.Benchmark)
public class Daemon {

	/** The system property that tells the benchmarks where the daemon listens. */
	static final String ADDRESS_PROPERTY = "containerd.benchmark.address";

	private final ContainerdClient client = ContainerdClient.create(address());

	private static String address() {
		String address = System.getProperty(ADDRESS_PROPERTY);
		if (address == null) {
			throw new IllegalStateException("-D" + ADDRESS_PROPERTY + " is missing; use benchmarks/run");
		}
		return address;
	}

	ContainerdClient client() {
		return this.client;
	}

	Namespace namespace(int containers) {
		return this.client.namespace(Population.namespace(containers));
	}

	/**
	 * Closes the client.
	 */
	@TearDown(Level.Trial)
	public void close() {
		this.client.close();
	}

}
