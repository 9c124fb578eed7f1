package io.github.containerd4j.registry;

/**
 * Implemented by every exception about a registry, whatever a caller does about it: those
 * are children of the exceptions of the same meaning in the package
 * {@code io.github.containerd4j}. None of them holds a secret.
 *
 * @since 0.1.0
 */
public interface RegistryError {

	/**
	 * Which registry it was, and what it said.
	 * @return the answer
	 */
	RegistryAnswer answer();

}
