package io.github.containerd4j.sample.cli;

import io.github.containerd4j.ContainerdClient;

/**
 * Makes the client that a command uses.
 */
final class Clients {

	private Clients() {
	}

	static ContainerdClient open(CommandLine options) {
		ContainerdClient.Builder builder = ContainerdClient.builder();
		options.last(Option.ADDRESS).ifPresent(builder::address);
		return builder.build();
	}

}
