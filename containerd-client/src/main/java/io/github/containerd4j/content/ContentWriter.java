package io.github.containerd4j.content;

import java.io.OutputStream;

/**
 * Writes one ingest, which is locked meanwhile. Bytes are collected and sent in chunks
 * without waiting for each answer, so an error may be reported by a later call than the
 * one that caused it; {@link #status()} and {@link #commit()} wait for all answers.
 * <p>
 * After an error only {@link #close()} is useful. The ingest keeps the bytes that the
 * daemon has confirmed, and writing can go on later with
 * {@link ContentStore#writer(String, WriteOptions)}.
 * <p>
 * For one thread. Holds a few MiB of memory until it is closed.
 *
 * @since 0.1.0
 */
public interface ContentWriter extends AutoCloseable {

	/**
	 * The name of the ingest.
	 * @return the name
	 */
	String ref();

	/**
	 * The size of the ingest in bytes: what was there when the writer was opened and all
	 * that was written since, on its way or not. Equal to the size of the blob with
	 * nothing written, it means that the daemon took the bytes from another namespace:
	 * commit at once.
	 * @return the offset of the next byte
	 */
	long offset();

	/**
	 * Writes bytes. Blocks while the daemon is slower.
	 * @param bytes the bytes; they may change afterwards
	 * @param offset the index of the first byte
	 * @param length how many bytes
	 * @throws io.github.containerd4j.AlreadyExistsException if the expected digest exists
	 * by now
	 * @throws io.github.containerd4j.ContainerdException if the call fails
	 */
	void write(byte[] bytes, int offset, int length);

	/**
	 * Writes bytes; see {@link #write(byte[], int, int)}.
	 * @param bytes the bytes; they may change afterwards
	 */
	default void write(byte[] bytes) {
		write(bytes, 0, bytes.length);
	}

	/**
	 * This writer as a stream. Flushing it does nothing, because the chunks are as large
	 * as they should be; closing it does neither commit nor close the writer:
	 * {@link #commit()} after the last byte makes the blob, {@link #abort()} drops it,
	 * and {@link #close()} alone leaves an ingest to be resumed.
	 * @return the stream, which throws {@link io.github.containerd4j.ContainerdException}
	 * when the call fails
	 */
	OutputStream outputStream();

	/**
	 * Sends what is collected and asks for the state, with the digest of all bytes so
	 * far.
	 * @return the state
	 * @throws io.github.containerd4j.ContainerdException if the call, or a write before
	 * it, has failed
	 */
	IngestStatus status();

	/**
	 * Throws away all bytes of the ingest, to start over.
	 * @throws io.github.containerd4j.ContainerdException if the call fails
	 */
	void restart();

	/**
	 * Turns the ingest into a blob and ends this writer. Waits until the daemon has it on
	 * disk, at most for the operation timeout.
	 * @return the digest of the blob
	 * @throws io.github.containerd4j.AlreadyExistsException if the blob exists by now: as
	 * good as success, and the ingest is gone
	 * @throws io.github.containerd4j.FailedPreconditionException if digest or size are
	 * not the expected ones; the ingest stays, to be resumed or aborted
	 */
	default Digest commit() {
		return commit(WriteOptions.none());
	}

	/**
	 * As {@link #commit()}, with what became known only while writing.
	 * @param options replaces what was told at opening where it is set; its labels are
	 * added
	 * @return the digest of the blob
	 * @throws io.github.containerd4j.AlreadyExistsException if the blob exists by now: as
	 * good as success, and the ingest is gone
	 * @throws io.github.containerd4j.FailedPreconditionException if digest or size are
	 * not the expected ones; the ingest stays, to be resumed or aborted
	 */
	Digest commit(WriteOptions options);

	/**
	 * Ends this writer and deletes the ingest with all its bytes.
	 * @throws io.github.containerd4j.ContainerdException if the call fails
	 */
	void abort();

	/**
	 * Unlocks the ingest. Without a commit before, it stays, to be resumed or aborted;
	 * bytes that were collected and not sent are dropped. Waits at most five seconds for
	 * the daemon. Closing twice has no effect.
	 */
	@Override
	void close();

}
