package io.github.containerd4j.host;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The extended attributes of a file that is open.
 */
final class OpenAttributes {

	private OpenAttributes() {
	}

	static SortedMap<String, byte[]> read(FileKernel kernel, int descriptor) throws SystemCallException {
		SortedMap<String, byte[]> attributes = new TreeMap<>();
		for (String name : names(kernel, descriptor)) {
			byte[] bytes = OpenFile.terminated(name.getBytes(StandardCharsets.ISO_8859_1));
			try {
				attributes.put(name, whole((value) -> kernel.readAttribute(descriptor, bytes, value)));
			}
			catch (SystemCallException ex) {
				// It may have been removed meanwhile.
				if (ex.errno() != Errno.ENODATA.number()) {
					throw ex;
				}
			}
		}
		return attributes;
	}

	private static String[] names(FileKernel kernel, int descriptor) throws SystemCallException {
		try {
			byte[] names = whole((buffer) -> kernel.listAttributes(descriptor, buffer));
			return (names.length == 0) ? new String[0] : new String(names, StandardCharsets.ISO_8859_1).split("\0");
		}
		catch (SystemCallException ex) {
			if (ex.errno() == Errno.ENOTSUP.number()) {
				return new String[0];
			}
			throw ex;
		}
	}

	/**
	 * Asks for the length, and then for the value, until that has not grown in between.
	 */
	private static byte[] whole(Read read) throws SystemCallException {
		while (true) {
			byte[] value = new byte[read.into(new byte[0])];
			if (value.length == 0) {
				return value;
			}
			try {
				return Arrays.copyOf(value, read.into(value));
			}
			catch (SystemCallException ex) {
				if (ex.errno() != Errno.ERANGE.number()) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Fills a buffer, or tells the length if that is empty.
	 */
	private interface Read {

		int into(byte[] buffer) throws SystemCallException;

	}

}
