package io.github.containerd4j.content;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How far an ingest, a blob that is being written, has come.
 *
 * @param ref the name of the ingest
 * @param offset how many bytes the daemon has: where writing goes on
 * @param total the size of the whole blob in bytes; 0 if the writer has not told
 * @param expected the digest that the whole blob shall have; {@code null} if the writer
 * has not told, and always from {@link ContentStore#status(String)}
 * @param digest the digest of the bytes so far; {@code null} except from
 * {@link ContentWriter#status()}
 * @param startedAt when the ingest was begun; {@code null} if it is not told
 * @param updatedAt when it was last written to; {@code null} if it is not told
 * @since 0.1.0
 */
public record IngestStatus(String ref, long offset, long total, @Nullable Digest expected, @Nullable Digest digest,
		@Nullable Instant startedAt, @Nullable Instant updatedAt) {

}
