package io.github.containerd4j.transfer;

import io.github.containerd4j.InvalidArgumentException;

/**
 * An image in a registry.
 *
 * @param reference the full name with host and with tag or digest; short names are not
 * expanded
 * @param resolver how the registry is reached
 * @since 0.1.0
 */
public record OciRegistry(String reference, RegistryResolver resolver) implements TransferSource, TransferDestination {

	/**
	 * Checks the reference.
	 * @param reference the full name
	 * @param resolver how the registry is reached
	 * @throws InvalidArgumentException if the reference is empty
	 */
	public OciRegistry {
		if (reference.isEmpty()) {
			throw InvalidArgumentException.of("registry reference", reference, "it must not be empty");
		}
	}

	/**
	 * An image that is reached without credentials, over TLS.
	 * @param reference the full name
	 * @return the endpoint
	 */
	public static OciRegistry of(String reference) {
		return new OciRegistry(reference, RegistryResolver.defaults());
	}

}
