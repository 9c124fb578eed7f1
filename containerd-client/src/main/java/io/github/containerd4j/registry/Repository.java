package io.github.containerd4j.registry;

import java.io.InputStream;
import java.util.function.LongConsumer;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.OciDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * One repository of a registry, opened by {@link RegistryClient}. It holds no connection
 * and needs no closing. All methods block, may be called by many threads at once, and end
 * with a {@link io.github.containerd4j.CancelledException} when their thread is
 * interrupted, whose flag stays set.
 * <p>
 * Every failure is a {@link io.github.containerd4j.ContainerdException}, those that are
 * about a registry implement {@link RegistryError}: {@link RegistryNotFoundException},
 * {@link RegistryAuthenticationException}, {@link RegistryRateLimitException},
 * {@link RegistryUnavailableException}, {@link RegistryTimeoutException},
 * {@link RegistryIntegrityException} and, for the rest, {@link RegistryException}. Where
 * there are mirrors, the failure is that of the last host, and those of the others are
 * suppressed in it.
 * <p>
 * Source: the OCI distribution specification.
 *
 * @since 0.1.0
 */
public interface Repository {

	/**
	 * The most bytes of a document that was found by its tag: 4 MiB, as in containerd.
	 */
	int MAX_TAGGED_MANIFEST = 4 << 20;

	/** The most bytes of a document that is fetched by its digest: 20 MiB. */
	int MAX_MANIFEST = 20 << 20;

	/**
	 * Asks what the reference stands for. With a digest in the reference this checks that
	 * the registry has it.
	 * @return the manifest or index and who has answered
	 * @throws RegistryNotFoundException if no host has it
	 * @throws RegistryIntegrityException if it is larger than
	 * {@link #MAX_TAGGED_MANIFEST}, empty, or has another digest than the reference
	 */
	Resolution resolve();

	/**
	 * Fetches a manifest, an index or another document.
	 * @param document the document
	 * @return its bytes, of the size and digest of the descriptor
	 * @throws RegistryIntegrityException if no host has sent what has this digest and
	 * size, or it is larger than {@link #MAX_MANIFEST}
	 */
	byte[] fetchManifest(Descriptor document);

	/**
	 * Fetches a blob. The stream is read by one thread and closed by its owner; closing
	 * it, also from another thread, ends the connection at once, and a read that waits
	 * fails. It holds at most about 1 MiB. When the connection is lost it goes on where
	 * it was, on this host or the next one, by itself. The digest is not verified here:
	 * containerd does when it commits.
	 * @param blob the blob
	 * @param offset the first byte wanted, 0 to the size
	 * @return the bytes from the offset to the end. Its methods throw what this one does;
	 * never fewer bytes than the descriptor says before its end, never more
	 * @throws RegistryIntegrityException if the registry's blob has another length
	 */
	InputStream fetch(Descriptor blob, long offset);

	/**
	 * Fetches a blob that is kept elsewhere than in the registry: its URLs are tried in
	 * order, without any credentials, and then the registry.
	 * @param blob the blob
	 * @param offset the first byte wanted, 0 to the size
	 * @return the bytes, as of {@link #fetch(Descriptor, long)}
	 */
	InputStream fetchForeign(OciDescriptor blob, long offset);

	/**
	 * Whether the registry has a blob or a manifest, so that it need not be pushed.
	 * @param content what to look for
	 * @return whether it is there
	 */
	boolean exists(Descriptor content);

	/**
	 * Takes a blob over from another repository of the same registry. A registry that
	 * will not do so expects an upload instead; the next
	 * {@link #pushBlob(Descriptor, BlobSource, LongConsumer)} of this blob uses it.
	 * @param blob the blob
	 * @param fromRepository the path of the other repository, such as
	 * {@code library/busybox}
	 * @return whether the blob is there now
	 */
	boolean mount(Descriptor blob, String fromRepository);

	/**
	 * Uploads a blob. An upload that breaks off goes on with the first byte that the
	 * registry lacks.
	 * @param blob the blob
	 * @param source its bytes
	 * @param progress told how many bytes the registry has been sent, on this thread,
	 * often; less than before after a connection was lost
	 * @throws RegistryIntegrityException if the registry has received other bytes than
	 * the digest says
	 */
	void pushBlob(Descriptor blob, BlobSource source, LongConsumer progress);

	/**
	 * Uploads a manifest or an index. What it refers to must be there.
	 * @param document the document
	 * @param bytes its bytes
	 * @param tag the tag to set; {@code null} to store it by its digest only
	 * @throws io.github.containerd4j.InvalidArgumentException if the bytes have another
	 * digest than the document
	 */
	void pushManifest(Descriptor document, byte[] bytes, @Nullable String tag);

}
