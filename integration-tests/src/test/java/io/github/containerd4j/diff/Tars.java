package io.github.containerd4j.diff;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes and reads the little of the tar format that a layer of one file needs.
 */
final class Tars {

	private static final int BLOCK = 512;

	private static final int SIZE_OFFSET = 124;

	private static final int CHECKSUM_OFFSET = 148;

	private Tars() {
	}

	static byte[] of(String name, String content) {
		byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
		byte[] tar = new byte[BLOCK + blocks(bytes.length) * BLOCK + 2 * BLOCK];
		put(tar, 0, name);
		put(tar, 100, "0000644\0");
		put(tar, 108, "0000000\0");
		put(tar, 116, "0000000\0");
		put(tar, SIZE_OFFSET, "%011o\0".formatted(bytes.length));
		put(tar, 136, "%011o\0".formatted(1_000_000_000));
		put(tar, CHECKSUM_OFFSET, " ".repeat(8));
		put(tar, 156, "0");
		put(tar, 257, "ustar" + (char) 0 + "00");
		int sum = 0;
		for (int i = 0; i < BLOCK; i++) {
			sum += tar[i] & 0xff;
		}
		put(tar, CHECKSUM_OFFSET, "%06o\0 ".formatted(sum));
		System.arraycopy(bytes, 0, tar, BLOCK, bytes.length);
		return tar;
	}

	static List<String> names(byte[] tar) {
		List<String> names = new ArrayList<>();
		int position = 0;
		while (position < tar.length && tar[position] != 0) {
			names.add(text(tar, position, 100));
			int size = Integer.parseInt(text(tar, position + SIZE_OFFSET, 11), 8);
			position += BLOCK + blocks(size) * BLOCK;
		}
		return names;
	}

	private static int blocks(int size) {
		return (size + BLOCK - 1) / BLOCK;
	}

	private static void put(byte[] tar, int offset, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
		System.arraycopy(bytes, 0, tar, offset, bytes.length);
	}

	private static String text(byte[] tar, int offset, int length) {
		String field = new String(Arrays.copyOfRange(tar, offset, offset + length), StandardCharsets.US_ASCII);
		int end = field.indexOf('\0');
		return (end < 0) ? field : field.substring(0, end);
	}

}
