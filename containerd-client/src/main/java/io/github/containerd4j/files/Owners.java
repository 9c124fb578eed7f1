package io.github.containerd4j.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.spec.UserMapping;

/**
 * The numbers of users and groups in the container and on this machine.
 *
 * @param users the ranges of users; empty if the container has no user namespace
 * @param groups the ranges of groups
 * @param stored whether files of the image are seen as they are stored, with the numbers
 * of the container
 */
record Owners(List<UserMapping> users, List<UserMapping> groups, boolean stored) {

	/** Nobody, for the kernel: an owner that a user namespace does not have. */
	private static final long OVERFLOW = 65534;

	static Owners of(ContainerInfo info, boolean stored) {
		return new Owners(mappings(info, "/linux/uidMappings"), mappings(info, "/linux/gidMappings"), stored);
	}

	private static List<UserMapping> mappings(ContainerInfo info, String pointer) {
		List<UserMapping> mappings = new ArrayList<>();
		for (Object value : RuntimeSpec.of(info).map((spec) -> spec.list(pointer)).orElseGet(List::of)) {
			if (value instanceof Map<?, ?> range) {
				mappings
					.add(new UserMapping(number(range, "containerID"), number(range, "hostID"), number(range, "size")));
			}
		}
		return List.copyOf(mappings);
	}

	private static long number(Map<?, ?> range, String name) {
		return (range.get(name) instanceof Number number) ? number.longValue() : 0;
	}

	long userOnHost(long user) {
		return onHost("user id", this.users, user);
	}

	long groupOnHost(long group) {
		return onHost("group id", this.groups, group);
	}

	private static long onHost(String kind, List<UserMapping> mappings, long id) {
		for (UserMapping range : mappings) {
			if (id >= range.containerId() && id - range.containerId() < range.size()) {
				return range.hostId() + id - range.containerId();
			}
		}
		if (mappings.isEmpty()) {
			return id;
		}
		throw InvalidArgumentException.of(kind, Long.toString(id), "the container's user namespace does not have it");
	}

	long userInContainer(long user) {
		return inContainer(this.users, user);
	}

	long groupInContainer(long group) {
		return inContainer(this.groups, group);
	}

	private long inContainer(List<UserMapping> mappings, long id) {
		for (UserMapping range : mappings) {
			if (id >= range.hostId() && id - range.hostId() < range.size()) {
				return range.containerId() + id - range.hostId();
			}
		}
		return (mappings.isEmpty() || this.stored) ? id : OVERFLOW;
	}

}
