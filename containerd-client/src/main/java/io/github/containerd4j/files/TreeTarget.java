package io.github.containerd4j.files;

import java.io.IOException;
import java.io.InputStream;

import io.github.containerd4j.host.OpenFile;
import io.github.containerd4j.host.SystemCallException;
import io.github.containerd4j.tar.TarEntry;
import org.jspecify.annotations.Nullable;

/**
 * Where the entries of a directory tree go, parents first.
 */
interface TreeTarget {

	/**
	 * Adds an entry.
	 * @param entry the entry
	 * @param content its content; only a plain file's is read
	 */
	void add(TarEntry entry, Content content) throws SystemCallException, IOException;

	/**
	 * Ends the tree.
	 */
	void finish() throws SystemCallException, IOException;

	/**
	 * The content of an entry.
	 *
	 * @param file the file, if it is one
	 * @param stream the content as a stream, if it is no file
	 */
	record Content(@Nullable OpenFile file, InputStream stream) {

		static final Content NONE = new Content(null, InputStream.nullInputStream());

	}

}
