package io.github.containerd4j.container;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.github.containerd4j.host.OpenFile;
import io.github.containerd4j.host.SystemCallException;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities that a program gives to whoever runs it; see capabilities(7).
 *
 * @param value the attribute; {@code null} if there is none
 */
record FileCapability(byte @Nullable [] value) {

	static final FileCapability NONE = new FileCapability(null);

	private static final String ATTRIBUTE = "security.capability";

	// struct vfs_cap_data and vfs_ns_cap_data: flags with a revision in the highest byte,
	// two pairs of sets, and since revision 3 the user who is root of the namespace.
	private static final int REVISION_BYTE = 3;

	private static final int SIZE_2 = 20;

	private static final int SIZE_3 = 24;

	static FileCapability read(OpenFile file) throws SystemCallException {
		try (OpenFile open = file.forReading()) {
			byte[] value = open.attributes().get(ATTRIBUTE);
			return (value != null && value.length == SIZE_2) ? new FileCapability(value) : NONE;
		}
	}

	/**
	 * Sets it again, to be effective in one user namespace.
	 * @param root the user on the host who is root there
	 */
	void write(OpenFile file, long root) throws SystemCallException {
		if (this.value == null) {
			return;
		}
		ByteBuffer owned = ByteBuffer.allocate(SIZE_3).order(ByteOrder.LITTLE_ENDIAN);
		owned.put(this.value).putInt((int) root);
		owned.put(REVISION_BYTE, (byte) 3);
		try (OpenFile open = file.forReading()) {
			open.setAttribute(ATTRIBUTE, owned.array());
		}
	}

}
