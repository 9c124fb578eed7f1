package io.github.containerd4j.tar;

import java.time.Instant;
import java.util.Collections;
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
 * @param device the number of a device, as glibc packs it; 0 for others
 * @param attributes the extended attributes, their values as {@link TarName} has names
 * @since 0.1.0
 */
public record TarEntry(String name, Type type, int mode, Owner owner, Instant modifiedAt, long size, String link,
		long device, SortedMap<String, String> attributes) {

	private static final SortedMap<String, String> NONE = Collections.emptySortedMap();

	/** The bits of a mode that are permissions. */
	public static final int PERMISSIONS = 07777;

	/**
	 * Copies the attributes.
	 * @param name the name
	 * @param type what it is
	 * @param mode permissions
	 * @param owner who owns it
	 * @param modifiedAt when it was changed
	 * @param size how many bytes of content follow
	 * @param link what a link refers to
	 * @param device the number of a device
	 * @param attributes the extended attributes
	 */
	public TarEntry {
		attributes = attributes.isEmpty() ? NONE : Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
	}

	/**
	 * A plain file.
	 * @param name the name
	 * @param mode its permissions
	 * @param owner who owns it
	 * @param modifiedAt when it was changed
	 * @param size how many bytes it has
	 * @return the entry
	 */
	public static TarEntry file(String name, int mode, Owner owner, Instant modifiedAt, long size) {
		return new TarEntry(name, Type.FILE, mode, owner, modifiedAt, size, "", 0, NONE);
	}

	/**
	 * A directory.
	 * @param name the name
	 * @param mode its permissions
	 * @param owner who owns it
	 * @param modifiedAt when it was changed
	 * @return the entry
	 */
	public static TarEntry directory(String name, int mode, Owner owner, Instant modifiedAt) {
		return new TarEntry(name, Type.DIRECTORY, mode, owner, modifiedAt, 0, "", 0, NONE);
	}

	/**
	 * A symbolic link.
	 * @param name the name
	 * @param target its text
	 * @param owner who owns it
	 * @param modifiedAt when it was changed
	 * @return the entry
	 */
	public static TarEntry symbolicLink(String name, String target, Owner owner, Instant modifiedAt) {
		return new TarEntry(name, Type.SYMBOLIC_LINK, 0777, owner, modifiedAt, 0, target, 0, NONE);
	}

	/**
	 * The same file by another name.
	 * @param first the name of an entry before this one
	 * @return the entry
	 */
	public TarEntry hardLinkTo(String first) {
		return new TarEntry(this.name, Type.HARD_LINK, this.mode, this.owner, this.modifiedAt, 0, first, 0, NONE);
	}

	/**
	 * The number of a device, as glibc packs it into what stat(2) gives.
	 * @param major the major number
	 * @param minor the minor number
	 * @return the number
	 */
	public static long device(long major, long minor) {
		return (minor & 0xff) | (major & 0xfff) << 8 | (minor & 0xffff_ff00L) << 12 | (major & 0xffff_f000L) << 32;
	}

	/**
	 * The major number of a device.
	 * @return the number
	 */
	public int deviceMajor() {
		return (int) (((this.device >>> 8) & 0xfff) | ((this.device >>> 32) & 0xfffff000L));
	}

	/**
	 * The minor number of a device.
	 * @return the number
	 */
	public int deviceMinor() {
		return (int) ((this.device & 0xff) | ((this.device >>> 12) & 0xffffff00L));
	}

	/**
	 * What an entry is, by the letter that a tar has for it.
	 */
	public enum Type {

		/** A plain file. */
		FILE('0'),

		/** One more name of a file that came before. */
		HARD_LINK('1'),

		/** A symbolic link. */
		SYMBOLIC_LINK('2'),

		/** A device of characters. */
		CHARACTER_DEVICE('3'),

		/** A device of blocks. */
		BLOCK_DEVICE('4'),

		/** A directory. */
		DIRECTORY('5'),

		/** A named pipe. */
		FIFO('6'),

		/** A sparse file, or something that only one program knows; never written. */
		OTHER('?');

		private final char flag;

		Type(char flag) {
			this.flag = flag;
		}

		byte flag() {
			return (byte) this.flag;
		}

		static Type of(byte flag) {
			for (Type type : values()) {
				if (type.flag == flag) {
					return type;
				}
			}
			return OTHER;
		}

	}

}
