package io.github.containerd4j.container;

import java.util.function.Function;

import io.github.containerd4j.host.ContainerDirectory;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.Resources;
import io.github.containerd4j.stdio.JsonLog;
import org.jspecify.annotations.Nullable;

/**
 * What containers have whose specification and profiles say nothing else. It is applied
 * where a client creates a container from a {@link ContainerSpec}; what exists, and what
 * is created from a record, stays as it is. Immutable.
 *
 * @param resources the limits; each holds unless the specification has it, see
 * {@link Resources#orElse}
 * @param network the network; {@code null} for none but the loopback interface. A
 * specification that says anything of its network has none of it
 * @param networkKept whether that network is connected from the creation of the container
 * to its deletion, see {@link ContainerSpec.Builder#keepNetwork}
 * @param log makes the log, given the container's directory; {@code null} for none. A
 * specification with a log or a log URI has none of it
 * @since 0.1.0
 */
public record ContainerDefaults(Resources resources, @Nullable NetworkSettings network, boolean networkKept,
		@Nullable Function<ContainerDirectory, JsonLog> log) {

	private static final ContainerDefaults NONE = new ContainerDefaults(Resources.none(), null, false, null);

	/**
	 * No limits, no network, no log.
	 * @return the defaults
	 */
	public static ContainerDefaults none() {
		return NONE;
	}

	/**
	 * Changes the limits.
	 * @param resources the limits
	 * @return the changed copy
	 */
	public ContainerDefaults withResources(Resources resources) {
		return new ContainerDefaults(resources, this.network, this.networkKept, this.log);
	}

	/**
	 * Changes the network, which each task is connected to anew.
	 * @param network the network
	 * @return the changed copy
	 */
	public ContainerDefaults withNetwork(NetworkSettings network) {
		return new ContainerDefaults(this.resources, network, false, this.log);
	}

	/**
	 * Changes the network, which is connected when the container is created and
	 * disconnected when it is deleted.
	 * @param network the network
	 * @return the changed copy
	 * @see ContainerSpec.Builder#keepNetwork
	 */
	public ContainerDefaults withKeptNetwork(NetworkSettings network) {
		return new ContainerDefaults(this.resources, network, true, this.log);
	}

	/**
	 * Changes the log.
	 * @param log makes the log, given the container's directory
	 * @return the changed copy
	 */
	public ContainerDefaults withLog(Function<ContainerDirectory, JsonLog> log) {
		return new ContainerDefaults(this.resources, this.network, this.networkKept, log);
	}

	ContainerSpec applyTo(ContainerSpec spec, ContainerDirectory directory) {
		if (equals(NONE)) {
			return spec;
		}
		ContainerSpec.Builder builder = spec.toBuilder().resources(spec.resources().orElse(this.resources));
		if (this.network != null && !spec.hasNetwork()) {
			builder.network(this.network);
			if (this.networkKept) {
				builder.keepNetwork();
			}
		}
		if (this.log != null && !spec.hasLog()) {
			builder.log(this.log.apply(directory));
		}
		return builder.build();
	}

}
