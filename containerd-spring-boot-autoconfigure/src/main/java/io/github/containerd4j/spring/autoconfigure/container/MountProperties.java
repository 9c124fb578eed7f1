package io.github.containerd4j.spring.autoconfigure.container;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something that is mounted in a container.
 *
 * @since 0.1.0
 */
public class MountProperties {

	/**
	 * What is mounted: a directory or file of the daemon's host, one that is made if it
	 * does not exist, or memory.
	 */
	private MountType type = MountType.BIND;

	/**
	 * Absolute path on the daemon's host. Not for memory.
	 */
	private @Nullable String source;

	/**
	 * Absolute path in the container.
	 */
	private @Nullable String target;

	/**
	 * Whether the container may only read it.
	 */
	private boolean readOnly = false;

	/**
	 * Further options as the runtime takes them, such as noexec or size=64m.
	 */
	private List<String> options = new ArrayList<>();

	public MountType getType() {
		return this.type;
	}

	public void setType(MountType type) {
		this.type = type;
	}

	public @Nullable String getSource() {
		return this.source;
	}

	public void setSource(@Nullable String source) {
		this.source = source;
	}

	public @Nullable String getTarget() {
		return this.target;
	}

	public void setTarget(@Nullable String target) {
		this.target = target;
	}

	public boolean isReadOnly() {
		return this.readOnly;
	}

	public void setReadOnly(boolean readOnly) {
		this.readOnly = readOnly;
	}

	public List<String> getOptions() {
		return this.options;
	}

	public void setOptions(List<String> options) {
		this.options = options;
	}

	/**
	 * What is mounted.
	 */
	public enum MountType {

		/** A directory or file of the daemon's host. */
		BIND,

		/** A directory of the daemon's host that is made if it does not exist. */
		VOLUME,

		/** Memory. */
		TMPFS

	}

}
