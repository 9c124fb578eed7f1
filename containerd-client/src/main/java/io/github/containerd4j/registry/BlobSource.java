package io.github.containerd4j.registry;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where the bytes of a blob come from while it is pushed. A push that was broken off
 * opens the source again where the registry lacks bytes.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface BlobSource {

	/**
	 * Opens the blob. Called and read on the thread that pushes, which closes the stream.
	 * @param offset the first byte wanted, from 0 to the size of the blob
	 * @return the bytes from the offset to the end
	 * @throws IOException if the blob cannot be read; the push fails with it as the cause
	 */
	InputStream open(long offset) throws IOException;

}
