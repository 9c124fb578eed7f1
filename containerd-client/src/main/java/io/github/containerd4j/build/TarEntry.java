package io.github.containerd4j.build;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One entry of a tar, without its content.
 *
 * @param name the name, as {@link TarName} has it, without a slash at the end
 * @param type what it is
 * @param mode permissions, with the bits for set-user-id, set-group-id and sticky
 * @param owner who owns it
 * @param modifiedAt when it was changed
 * @param size how many bytes of content follow
 * @param link what a hard or symbolic link refers to; empty for others
 * @param device the number of a device; 0 for others
 * @param attributes the extended attributes, their values as {@link TarName} has names
 */
record TarEntry(String name, Type type, int mode, Owner owner, Instant modifiedAt, long size, String link, long device,
		SortedMap<String, String> attributes) {

	private static final SortedMap<String, String> NONE = new TreeMap<>();

	static final int PERMISSIONS = 07777;

	static TarEntry file(String name, int mode, Owner owner, Instant modifiedAt, long size) {
		return new TarEntry(name, Type.FILE, mode, owner, modifiedAt, size, "", 0, NONE);
	}

	static TarEntry directory(String name, int mode, Owner owner, Instant modifiedAt) {
		return new TarEntry(name, Type.DIRECTORY, mode, owner, modifiedAt, 0, "", 0, NONE);
	}

	static TarEntry symbolicLink(String name, String target, Owner owner, Instant modifiedAt) {
		return new TarEntry(name, Type.SYMBOLIC_LINK, 0777, owner, modifiedAt, 0, target, 0, NONE);
	}

	TarEntry hardLinkTo(String first) {
		return new TarEntry(this.name, Type.HARD_LINK, this.mode, this.owner, this.modifiedAt, 0, first, 0, NONE);
	}

	// As glibc packs the numbers into what stat(2) gives.
	int deviceMajor() {
		return (int) (((this.device >>> 8) & 0xfff) | ((this.device >>> 32) & 0xfffff000L));
	}

	int deviceMinor() {
		return (int) ((this.device & 0xff) | ((this.device >>> 12) & 0xffffff00L));
	}

	/**
	 * What an entry is, by the letter that a tar has for it.
	 */
	enum Type {

		FILE('0'), HARD_LINK('1'), SYMBOLIC_LINK('2'), CHARACTER_DEVICE('3'), BLOCK_DEVICE('4'), DIRECTORY('5'),
		FIFO('6');

		private final char flag;

		Type(char flag) {
			this.flag = flag;
		}

		byte flag() {
			return (byte) this.flag;
		}

	}

}
