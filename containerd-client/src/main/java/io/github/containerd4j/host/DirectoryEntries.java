package io.github.containerd4j.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * The records of getdents64(2).
 */
final class DirectoryEntries {

	private static final int LENGTH_OFFSET = 16;

	private static final int NAME_OFFSET = 19;

	private DirectoryEntries() {
	}

	static void add(List<byte[]> names, byte[] records, int size) {
		ByteBuffer buffer = ByteBuffer.wrap(records).order(ByteOrder.nativeOrder());
		for (int start = 0; start < size; start += Short.toUnsignedInt(buffer.getShort(start + LENGTH_OFFSET))) {
			byte[] name = name(records, start + NAME_OFFSET);
			if (!isDots(name)) {
				names.add(name);
			}
		}
	}

	private static byte[] name(byte[] records, int start) {
		int end = start;
		while (records[end] != 0) {
			end++;
		}
		return Arrays.copyOfRange(records, start, end);
	}

	private static boolean isDots(byte[] name) {
		return name[0] == '.' && (name.length == 1 || (name.length == 2 && name[1] == '.'));
	}

}
