package io.github.containerd4j.spec;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;

/**
 * A range of users, or of groups, of a user namespace.
 *
 * @param containerId the first number in the container
 * @param hostId the first number on the host
 * @param size how many numbers follow each other
 * @since 0.1.0
 */
public record UserMapping(long containerId, long hostId, long size) {

	private static final long LIMIT = 1L << 32;

	/**
	 * Checks the range.
	 * @param containerId the first number in the container
	 * @param hostId the first number on the host
	 * @param size how many numbers
	 * @throws InvalidArgumentException if the range is empty, or leaves the numbers from
	 * 0 to 4294967294 that users can have
	 */
	public UserMapping {
		boolean right = containerId >= 0 && hostId >= 0 && size > 0 && containerId + size < LIMIT
				&& hostId + size < LIMIT;
		if (!right) {
			throw InvalidArgumentException.of("user mapping", text(containerId, hostId, size),
					"the numbers must be between 0 and 4294967294, and the size at least 1");
		}
	}

	private static String text(long containerId, long hostId, long size) {
		return containerId + ":" + hostId + ":" + size;
	}

	Map<String, Object> toJson() {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("containerID", this.containerId);
		json.put("hostID", this.hostId);
		json.put("size", this.size);
		return json;
	}

	/**
	 * The form of the labels for snapshotters.
	 */
	@Override
	public String toString() {
		return text(this.containerId, this.hostId, this.size);
	}

}
