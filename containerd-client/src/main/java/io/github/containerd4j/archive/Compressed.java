package io.github.containerd4j.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.github.containerd4j.oci.Compression;

/**
 * Recognises compressed bytes by how they begin, whatever a name or type says of them.
 */
final class Compressed {

	static final int MAGIC = 4;

	private static final int BUFFER = 256 * 1024;

	private Compressed() {
	}

	static Compression sniff(byte[] head) {
		if (starts(head, 0x1f, 0x8b, 0x08)) {
			return Compression.GZIP;
		}
		boolean zstd = starts(head, 0x28, 0xb5, 0x2f, 0xfd) || isSkippableFrame(head);
		return zstd ? Compression.ZSTD : Compression.NONE;
	}

	// A stream may begin with frames that a decoder skips: magic 0x184D2A50 to ..5F.
	private static boolean isSkippableFrame(byte[] head) {
		return head.length >= MAGIC && (head[0] & 0xf0) == 0x50 && head[1] == 0x2a && head[2] == 0x4d
				&& head[3] == 0x18;
	}

	private static boolean starts(byte[] head, int... magic) {
		if (head.length < magic.length) {
			return false;
		}
		for (int index = 0; index < magic.length; index++) {
			if ((head[index] & 0xff) != magic[index]) {
				return false;
			}
		}
		return true;
	}

	/**
	 * The first bytes of a stream, which stay in it.
	 */
	static byte[] peek(PushbackInputStream input) throws IOException {
		byte[] head = input.readNBytes(MAGIC);
		input.unread(head);
		return head;
	}

	static InputStream decompress(InputStream input, Compression compression) throws IOException {
		return switch (compression) {
			case NONE -> input;
			case GZIP -> new GZIPInputStream(input, BUFFER);
			case ZSTD -> new ZstdInputStream(input);
		};
	}

	static OutputStream compress(OutputStream output, Compression compression) throws IOException {
		return switch (compression) {
			case NONE -> output;
			case GZIP -> new GZIPOutputStream(output, BUFFER);
			case ZSTD -> new ZstdOutputStream(output);
		};
	}

}
