package io.github.containerd4j.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;

/**
 * Who a process is, in numbers.
 *
 * @param uid the user
 * @param gid the primary group
 * @param additionalGids all groups that it belongs to besides; containerd's own client
 * names the primary one here too
 * @since 0.1.0
 */
public record ProcessUser(long uid, long gid, List<Long> additionalGids) {

	static final long MAX_ID = Integer.MAX_VALUE;

	/**
	 * Checks the numbers and copies the list.
	 * @param uid the user
	 * @param gid the primary group
	 * @param additionalGids all other groups
	 * @throws InvalidArgumentException if a number is not between 0 and 2147483647
	 */
	public ProcessUser {
		additionalGids = List.copyOf(additionalGids);
		require("uid", uid);
		require("gid", gid);
		additionalGids.forEach((group) -> require("gid", group));
	}

	/**
	 * A user with one group.
	 * @param uid the user
	 * @param gid the primary group
	 * @return the user
	 * @throws InvalidArgumentException if a number is not between 0 and 2147483647
	 */
	public static ProcessUser of(long uid, long gid) {
		return new ProcessUser(uid, gid, List.of(gid));
	}

	private static void require(String kind, long id) {
		if (id < 0 || id > MAX_ID) {
			throw InvalidArgumentException.of(kind, Long.toString(id), "it must be between 0 and " + MAX_ID);
		}
	}

	Map<String, Object> toJson() {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("uid", this.uid);
		json.put("gid", this.gid);
		if (!this.additionalGids.isEmpty()) {
			json.put("additionalGids", this.additionalGids);
		}
		return json;
	}

}
