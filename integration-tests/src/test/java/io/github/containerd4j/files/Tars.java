package io.github.containerd4j.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;

import io.github.containerd4j.tar.Owner;
import io.github.containerd4j.tar.TarEntry;
import io.github.containerd4j.tar.TarWriter;

/**
 * Small tars.
 */
final class Tars {

	private Tars() {
	}

	static ByteArrayInputStream of(TarEntry... entries) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		TarWriter tar = new TarWriter(bytes);
		for (TarEntry entry : entries) {
			tar.begin(entry);
			tar.write(new byte[(int) entry.size()], 0, (int) entry.size());
		}
		tar.finish();
		return new ByteArrayInputStream(bytes.toByteArray());
	}

	static TarEntry file(String name) {
		return file(name, 0);
	}

	/**
	 * A file of zeros.
	 */
	static TarEntry file(String name, int size) {
		return TarEntry.file(name, 0644, Owner.ROOT, Instant.EPOCH, size);
	}

	static TarEntry link(String name, String target) {
		return TarEntry.symbolicLink(name, target, Owner.ROOT, Instant.EPOCH);
	}

}
