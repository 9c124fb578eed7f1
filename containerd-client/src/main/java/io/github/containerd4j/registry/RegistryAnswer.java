package io.github.containerd4j.registry;

import java.util.List;

/**
 * How a registry answered a request that failed.
 *
 * @param host the host that was asked, with its port if it has one
 * @param repository the repository, such as {@code library/busybox}
 * @param status the HTTP status; 0 if no answer came
 * @param codes the error codes of the distribution specification in the answer's body,
 * such as {@code MANIFEST_UNKNOWN}; empty if there were none
 * @since 0.1.0
 */
public record RegistryAnswer(String host, String repository, int status, List<String> codes) {

	/**
	 * Copies the codes.
	 * @param host the host
	 * @param repository the repository
	 * @param status the HTTP status, or 0
	 * @param codes the error codes
	 */
	public RegistryAnswer {
		codes = List.copyOf(codes);
	}

}
