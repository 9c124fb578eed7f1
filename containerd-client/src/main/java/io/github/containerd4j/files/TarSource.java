package io.github.containerd4j.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.host.SystemCallException;
import io.github.containerd4j.tar.TarEntry;
import io.github.containerd4j.tar.TarReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tree from a tar.
 */
final class TarSource {

	private static final int BUFFER = 128 * 1024;

	private final TarReader tar;

	private final FileFailures failures;

	TarSource(InputStream input, FileFailures failures) {
		this.failures = failures;
		this.tar = new TarReader(new BufferedInputStream(input, BUFFER),
				(reason) -> failures.of(ErrorCode.INVALID_ARGUMENT, "the tar: " + reason));
	}

	void copy(TreeTarget target) throws SystemCallException, IOException {
		for (TarEntry entry = next(); entry != null; entry = next()) {
			new FileCopy(this.failures).requireNoInterrupt();
			target.add(entry, new TreeTarget.Content(null, this.tar.data()));
		}
		target.finish();
	}

	private @Nullable TarEntry next() {
		try {
			return this.tar.next();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
