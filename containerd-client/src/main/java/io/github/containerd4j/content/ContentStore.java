package io.github.containerd4j.content;

import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.containerd4j.Filter;
import io.github.containerd4j.ResultStream;
import io.github.containerd4j.rpc.RpcClient;

/**
 * The blobs of one namespace, and the ingests that become blobs. Fields for filters are
 * {@code digest} and labels; for ingests {@code ref}.
 * <p>
 * Nothing stays that no image, label or lease refers to: garbage collection may take a
 * new blob as soon as anything at all is deleted. Write under a lease.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface ContentStore {

	/**
	 * Lists blobs.
	 * @param filters alternatives; none for all blobs
	 * @return the blobs, in no particular order
	 */
	List<ContentInfo> list(Filter... filters);

	/**
	 * Lists blobs while they arrive, in bounded memory.
	 * @param filters alternatives; none for all blobs
	 * @return the blobs, in no particular order; to be closed
	 */
	ResultStream<ContentInfo> stream(Filter... filters);

	/**
	 * Lists blobs and hands each, with its labels, to a visitor while they arrive, in
	 * bounded memory. What the visitor throws ends the walk.
	 * @param visitor called on the calling thread
	 * @param filters alternatives; none for all blobs
	 */
	default void walk(Consumer<? super ContentInfo> visitor, Filter... filters) {
		try (ResultStream<ContentInfo> blobs = stream(filters)) {
			blobs.forEachRemaining(visitor);
		}
	}

	/**
	 * Looks for a blob.
	 * @param digest the digest
	 * @return what is known about it; empty if this namespace does not have it
	 */
	Optional<ContentInfo> find(Digest digest);

	/**
	 * Reads what is known about a blob.
	 * @param digest the digest
	 * @return what is known about it
	 * @throws io.github.containerd4j.NotFoundException if this namespace does not have it
	 */
	ContentInfo get(Digest digest);

	/**
	 * Sets single labels of a blob and leaves the others as they are.
	 * @param digest the digest
	 * @param labels the labels to set, at least one; an empty value removes the label
	 * @return what is known about the blob now
	 * @throws io.github.containerd4j.NotFoundException if this namespace does not have it
	 * @throws io.github.containerd4j.InvalidArgumentException if a label is not valid or
	 * there is none
	 */
	ContentInfo setLabels(Digest digest, Map<String, String> labels);

	/**
	 * Replaces all labels of a blob.
	 * @param digest the digest
	 * @param labels the new labels
	 * @return what is known about the blob now
	 * @throws io.github.containerd4j.NotFoundException if this namespace does not have it
	 * @throws io.github.containerd4j.InvalidArgumentException if a label is not valid
	 */
	ContentInfo replaceLabels(Digest digest, Map<String, String> labels);

	/**
	 * Removes a blob from this namespace. Garbage collection frees the disk space, if no
	 * other namespace has it.
	 * @param digest the digest
	 * @throws io.github.containerd4j.NotFoundException if this namespace does not have it
	 */
	void delete(Digest digest);

	/**
	 * Reads a blob from its start to its end. Returns when the first bytes are there. The
	 * daemon is asked for more only as fast as the stream is read, so it uses a few MiB
	 * whatever the blob's size. The stream is for one thread, must be closed, and throws
	 * {@link io.github.containerd4j.ContainerdException} when the daemon fails, is silent
	 * for longer than the request timeout, or the reading thread is interrupted. The
	 * bytes are not compared with the digest.
	 * @param digest the digest
	 * @return the bytes
	 * @throws io.github.containerd4j.NotFoundException if this namespace does not have it
	 */
	InputStream open(Digest digest);

	/**
	 * Reads a part of a blob; otherwise as {@link #open(Digest)}.
	 * @param digest the digest
	 * @param offset where to begin, in bytes from the blob's start; at its end the stream
	 * is empty
	 * @param size how many bytes to read, positive; the stream ends earlier where the
	 * blob does
	 * @return the bytes
	 * @throws io.github.containerd4j.NotFoundException if this namespace does not have it
	 * @throws io.github.containerd4j.OutOfRangeException if the blob is shorter than the
	 * offset
	 * @throws io.github.containerd4j.InvalidArgumentException if the offset is negative
	 * or the size is not positive
	 */
	InputStream open(Digest digest, long offset, long size);

	/**
	 * Opens a blob for reading at any position, such as the directory at the end of an
	 * archive. Reading on from where the last read ended costs nothing extra; every other
	 * position costs a call. The channel cannot be written to, is for one thread at a
	 * time, and must be closed. Its position may be behind the end, where reading gives
	 * -1. Failures are those of {@link #open(Digest)}.
	 * @param digest the digest
	 * @return the channel, at position 0
	 * @throws io.github.containerd4j.NotFoundException if this namespace does not have it
	 */
	SeekableByteChannel openChannel(Digest digest);

	/**
	 * Reads a whole blob into memory.
	 * @param digest the digest
	 * @param limit the most bytes to accept
	 * @return the bytes
	 * @throws io.github.containerd4j.NotFoundException if this namespace does not have it
	 * @throws io.github.containerd4j.ResourceExhaustedException if it is larger than the
	 * limit
	 */
	byte[] readAll(Digest digest, int limit);

	/**
	 * Opens an ingest for writing, a new one or one that was left unfinished, and locks
	 * it until the writer is closed. {@link ContentWriter#offset()} tells how many bytes
	 * are there already; go on after them, or call {@link ContentWriter#restart()}.
	 * @param ref the name of the ingest, any text; others who use the same name see and
	 * resume it
	 * @param options what is known about the blob
	 * @return the writer, to be closed
	 * @throws io.github.containerd4j.AlreadyExistsException if this namespace has the
	 * expected digest: nothing needs to be written, the ingest is dropped, and the blob
	 * belongs to the lease of this store, if there is one
	 * @throws io.github.containerd4j.UnavailableException if another writer has the
	 * ingest locked
	 */
	ContentWriter writer(String ref, WriteOptions options);

	/**
	 * Writes a blob from memory, in a single message if it has at most 1 MiB. One that
	 * exists already is success; what an earlier writer left in the ingest is dropped.
	 * @param ref the name of the ingest
	 * @param bytes the bytes
	 * @param labels the labels that the blob gets if it is new
	 * @return the digest of the bytes
	 * @throws io.github.containerd4j.UnavailableException if another writer has the
	 * ingest locked
	 */
	Digest write(String ref, byte[] bytes, Map<String, String> labels);

	/**
	 * Writes a blob from a stream, to its end. A blob that exists already is success;
	 * then the stream may be left unread. If a digest is expected and an earlier writer
	 * left the ingest unfinished, as many bytes of the stream are skipped as are there
	 * already; if none is expected, or more bytes are there than the size that is
	 * expected, it starts over.
	 * @param ref the name of the ingest
	 * @param input the bytes; left open
	 * @param options what is known about the blob
	 * @return the digest of the blob
	 * @throws java.io.UncheckedIOException if the stream fails; the ingest stays and can
	 * be resumed
	 * @throws io.github.containerd4j.FailedPreconditionException if digest or size are
	 * not the expected ones; the ingest stays
	 * @throws io.github.containerd4j.UnavailableException if another writer has the
	 * ingest locked
	 */
	Digest write(String ref, InputStream input, WriteOptions options);

	/**
	 * Looks for an ingest, without locking it.
	 * @param ref the name of the ingest
	 * @return its state; empty if there is none
	 */
	Optional<IngestStatus> findStatus(String ref);

	/**
	 * Reads the state of an ingest, without locking it.
	 * @param ref the name of the ingest
	 * @return its state
	 * @throws io.github.containerd4j.NotFoundException if there is none
	 */
	IngestStatus status(String ref);

	/**
	 * Lists ingests.
	 * @param filters alternatives; none for all ingests
	 * @return their states
	 */
	List<IngestStatus> statuses(Filter... filters);

	/**
	 * Deletes an ingest and its bytes.
	 * @param ref the name of the ingest
	 * @throws io.github.containerd4j.NotFoundException if there is none
	 */
	void abort(String ref);

	/**
	 * Makes the service.
	 * @param rpc makes the calls, in one namespace
	 * @return the service
	 */
	static ContentStore over(RpcClient rpc) {
		return new GrpcContentStore(rpc);
	}

}
