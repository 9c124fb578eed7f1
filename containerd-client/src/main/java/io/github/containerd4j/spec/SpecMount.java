package io.github.containerd4j.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;

/**
 * Something that is mounted in a container. Immutable; the {@code with} methods give
 * changed copies.
 *
 * @param type {@code bind}, or a file system that the kernel knows
 * @param source what is mounted: for {@code bind} an absolute path on the daemon's host
 * @param destination where, an absolute path in the container
 * @param options the options as the runtime takes them, such as {@code ro} or
 * {@code size=64m}
 * @since 0.1.0
 */
public record SpecMount(String type, String source, String destination, List<String> options) {

	private static final String BIND = "bind";

	private static final String TMPFS = "tmpfs";

	// Taken out before the runtime sees it.
	private static final String VOLUME = "x-containerd4j-create";

	/**
	 * Checks the paths and copies the options.
	 * @param type the type
	 * @param source what is mounted
	 * @param destination where
	 * @param options the options
	 * @throws InvalidArgumentException if a path is not absolute, or the type is empty
	 */
	public SpecMount {
		Texts.requireContent("mount type", type);
		Texts.requireAbsolute("mount destination", destination);
		if (type.equals(BIND)) {
			Texts.requireAbsolute("mount source", source);
		}
		options = List.copyOf(options);
		options.forEach((option) -> Texts.requireContent("mount option", option));
	}

	/**
	 * A file or directory of the daemon's host with all that is mounted in it, to be read
	 * and written.
	 * @param source an absolute path on the daemon's host, which must exist when the
	 * container is created
	 * @param destination an absolute path in the container
	 * @return the mount
	 * @throws InvalidArgumentException if a path is not absolute
	 */
	public static SpecMount bind(String source, String destination) {
		return new SpecMount(BIND, source, destination, List.of("rbind", "rw"));
	}

	/**
	 * A file system in memory.
	 * @param destination an absolute path in the container
	 * @param options options of tmpfs, such as {@code size=64m} or {@code mode=1777}
	 * @return the mount, without set-user-id programs and devices
	 * @throws InvalidArgumentException if the path is not absolute
	 */
	public static SpecMount tmpfs(String destination, String... options) {
		List<String> all = new ArrayList<>(List.of("nosuid", "nodev"));
		all.addAll(List.of(options));
		return new SpecMount(TMPFS, TMPFS, destination, all);
	}

	/**
	 * A directory that outlives the container and belongs to this library's user; it is
	 * made when the container is created, if it does not exist, on the daemon's host.
	 * containerd knows no volumes.
	 * @param directory an absolute path on the daemon's host
	 * @param destination an absolute path in the container
	 * @return the mount
	 * @throws InvalidArgumentException if a path is not absolute
	 */
	public static SpecMount volume(String directory, String destination) {
		return bind(directory, destination).with(VOLUME);
	}

	/**
	 * A copy that cannot be written to.
	 * @return the copy
	 */
	public SpecMount readOnly() {
		List<String> changed = new ArrayList<>(this.options);
		changed.remove("rw");
		changed.remove("ro");
		changed.add("ro");
		return new SpecMount(this.type, this.source, this.destination, changed);
	}

	/**
	 * A copy with more options.
	 * @param options options as the runtime takes them, such as {@code rshared} or
	 * {@code noexec}
	 * @return the copy
	 * @throws InvalidArgumentException if one is empty
	 */
	public SpecMount with(String... options) {
		List<String> changed = new ArrayList<>(this.options);
		changed.addAll(List.of(options));
		return new SpecMount(this.type, this.source, this.destination, changed);
	}

	boolean isBind() {
		return this.type.equals(BIND) || this.options.contains(BIND) || this.options.contains("rbind");
	}

	boolean isVolume() {
		return this.options.contains(VOLUME);
	}

	Map<String, Object> toJson() {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("destination", this.destination);
		json.put("type", this.type);
		json.put("source", this.source);
		List<String> shown = this.options.stream().filter((option) -> !option.equals(VOLUME)).toList();
		if (!shown.isEmpty()) {
			json.put("options", shown);
		}
		return json;
	}

}
