package io.github.containerd4j.files;

import io.github.containerd4j.host.FileStatus;

/**
 * What a file is.
 *
 * @since 0.1.0
 */
public enum FileType {

	/** A plain file. */
	FILE("a plain file"),

	/** A directory. */
	DIRECTORY("a directory"),

	/** A symbolic link. */
	SYMBOLIC_LINK("a symbolic link"),

	/** A device that is read and written as a stream, such as a terminal. */
	CHARACTER_DEVICE("a device"),

	/** A device with blocks, such as a disk. */
	BLOCK_DEVICE("a device"),

	/** A named pipe. */
	FIFO("a FIFO"),

	/** A Unix domain socket. */
	SOCKET("a socket");

	private final String text;

	FileType(String text) {
		this.text = text;
	}

	/** As a sentence needs it. */
	String text() {
		return this.text;
	}

	static FileType of(FileStatus status) {
		return switch (status.type()) {
			case FileStatus.DIRECTORY -> DIRECTORY;
			case FileStatus.SYMBOLIC_LINK -> SYMBOLIC_LINK;
			case FileStatus.CHARACTER_DEVICE -> CHARACTER_DEVICE;
			case FileStatus.BLOCK_DEVICE -> BLOCK_DEVICE;
			case FileStatus.FIFO -> FIFO;
			case FileStatus.SOCKET -> SOCKET;
			default -> FILE;
		};
	}

}
