package io.github.containerd4j;

import org.jspecify.annotations.Nullable;

/**
 * What was tried, on what, and how it ended.
 *
 * @param operation the service and method as containerd names them, such as
 * {@code Containers.Get}
 * @param kind the kind of object, such as {@code container}
 * @param id the object's identifier; {@code null} when the operation concerns no single
 * object
 * @param namespace containerd's namespace; {@code null} when the operation needs none
 * @param code the class of the failure
 * @since 0.1.0
 */
public record Failure(String operation, String kind, @Nullable String id, @Nullable String namespace, ErrorCode code) {

	/**
	 * The operation and its object in one readable line.
	 * @return for instance {@code Containers.Get container "c1" in namespace "default"}
	 */
	public String describe() {
		StringBuilder text = new StringBuilder(this.operation).append(' ').append(this.kind);
		if (this.id != null) {
			text.append(" \"").append(this.id).append('"');
		}
		if (this.namespace != null) {
			text.append(" in namespace \"").append(this.namespace).append('"');
		}
		return text.toString();
	}

}
