package io.github.containerd4j.network;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * What a network connects: an interface of a container.
 *
 * @param containerId the container as plugins know it; other clients use
 * {@code <namespace>-<id>}
 * @param networkNamespace the file of the network namespace, such as
 * {@code /proc/1234/ns/net}; {@code null} to disconnect from one that is gone
 * @param interfaceName the name of the interface in the container, such as {@code eth0}
 * @param arguments what plugins get as {@code CNI_ARGS}
 * @param capabilities what plugins that have the capability get at run time: JSON by the
 * name of the capability
 * @since 0.1.0
 */
public record CniTarget(String containerId, @Nullable Path networkNamespace, String interfaceName,
		Map<String, String> arguments, Map<String, String> capabilities) {

	// The rules of the CNI specification, and of Linux for the interface; both become
	// parts of file names.
	private static final Pattern CONTAINER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

	private static final Pattern INTERFACE = Pattern.compile("[^\\s/:]{1,15}");

	private static final Pattern ARGUMENT = Pattern.compile("[^=;\\x00]*");

	/**
	 * Checks the names and copies the maps.
	 * @param containerId the container
	 * @param networkNamespace the network namespace
	 * @param interfaceName the interface
	 * @param arguments the arguments
	 * @param capabilities what plugins get at run time
	 * @throws InvalidArgumentException if a name is not valid
	 */
	public CniTarget {
		arguments = Map.copyOf(arguments);
		capabilities = Map.copyOf(capabilities);
		if (!CONTAINER.matcher(containerId).matches()) {
			throw InvalidArgumentException.of("container id of CNI", containerId,
					"it must be letters, digits, '_', '.' and '-', and begin with a letter or digit");
		}
		if (!INTERFACE.matcher(interfaceName).matches() || interfaceName.matches("\\.\\.?")) {
			throw InvalidArgumentException.of("interface", interfaceName,
					"it must be 1 to 15 characters without blanks, '/' and ':'");
		}
		arguments.forEach((key, value) -> {
			requireArgument(key);
			requireArgument(value);
		});
	}

	/**
	 * An interface of a network namespace.
	 * @param containerId the container
	 * @param networkNamespace the network namespace
	 * @param interfaceName the interface
	 * @return the target
	 */
	public static CniTarget of(String containerId, Path networkNamespace, String interfaceName) {
		return new CniTarget(containerId, networkNamespace, interfaceName, Map.of(), Map.of());
	}

	private static void requireArgument(String text) {
		if (!ARGUMENT.matcher(text).matches()) {
			throw InvalidArgumentException.of("argument of CNI", text, "it must not contain '=' or ';'");
		}
	}

}
