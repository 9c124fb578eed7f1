package io.github.containerd4j.embedded;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Tells a static program from one that needs shared libraries.
 * <p>
 * Source: elf(5). A program that is loaded by the dynamic linker has a program header of
 * the type PT_INTERP.
 */
final class ElfBinary {

	private static final int MAGIC = 0x7f454c46;

	private static final int PT_INTERP = 3;

	private ElfBinary() {
	}

	static boolean isDynamic(byte[] binary) {
		ByteBuffer elf = ByteBuffer.wrap(binary);
		if (binary.length < 64 || elf.getInt(0) != MAGIC) {
			return false;
		}
		boolean wide = elf.get(4) == 2;
		elf.order((elf.get(5) == 1) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		long offset = wide ? elf.getLong(32) : Integer.toUnsignedLong(elf.getInt(28));
		int size = elf.getShort(wide ? 54 : 42);
		int count = elf.getShort(wide ? 56 : 44);
		for (int i = 0; i < count; i++) {
			if (elf.getInt(Math.toIntExact(offset + (long) i * size)) == PT_INTERP) {
				return true;
			}
		}
		return false;
	}

}
