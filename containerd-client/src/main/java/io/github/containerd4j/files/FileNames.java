package io.github.containerd4j.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

import io.github.containerd4j.InvalidArgumentException;

/**
 * Names of files as text and as the bytes that they are. A byte that is no UTF-8 becomes
 * one of 128 characters that no text has, and that byte again: Python does the same (PEP
 * 383, surrogateescape).
 */
final class FileNames {

	private static final char ESCAPE = '\udc00';

	private static final char FIRST_ESCAPED = '\udc80';

	private static final char LAST_ESCAPED = '\udcff';

	private FileNames() {
	}

	/**
	 * The text of a name.
	 * @param bytes any bytes
	 */
	static String text(byte[] bytes) {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
		ByteBuffer input = ByteBuffer.wrap(bytes);
		CharBuffer output = CharBuffer.allocate(bytes.length);
		CoderResult result = decoder.decode(input, output, true);
		while (result.isError()) {
			for (int index = 0; index < result.length(); index++) {
				output.put((char) (ESCAPE + Byte.toUnsignedInt(input.get())));
			}
			result = decoder.decode(input, output, true);
		}
		return output.flip().toString();
	}

	/**
	 * The bytes of a text.
	 * @throws InvalidArgumentException if it has half a character that stands for no byte
	 */
	static byte[] bytes(String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
		text.codePoints().forEach((character) -> {
			if (character >= FIRST_ESCAPED && character <= LAST_ESCAPED) {
				bytes.write(character - ESCAPE);
			}
			else {
				bytes.writeBytes(encoded(text, character));
			}
		});
		return bytes.toByteArray();
	}

	private static byte[] encoded(String text, int character) {
		if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
			throw InvalidArgumentException.of("path", text, "it has half of a character (a lone surrogate)");
		}
		return Character.toString(character).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * A name with one character for each byte, as tar's names are here.
	 */
	static String raw(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	static byte[] ofRaw(String raw) {
		return raw.getBytes(StandardCharsets.ISO_8859_1);
	}

}
