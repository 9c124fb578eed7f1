package io.github.containerd4j.image;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.containerd4j.Filter;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.archive.ExportOptions;
import io.github.containerd4j.archive.ImportOptions;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.registry.RegistryClient;
import io.github.containerd4j.rpc.RpcClient;

/**
 * The images of one namespace: names for content. Fields for filters are {@code name},
 * {@code target.digest}, {@code target.mediatype}, labels and {@code annotations}.
 * <p>
 * Names are taken literally. To tag an image, create a second one with the same target;
 * content goes when the last name for it is gone.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface ImageService {

	/**
	 * Lists images. containerd answers with a single message, so a namespace with more
	 * than some ten thousand images must be asked with filters.
	 * @param filters alternatives; none for all images
	 * @return the images, by name
	 */
	List<Image> list(Filter... filters);

	/**
	 * Looks for an image.
	 * @param name the name
	 * @return the image; empty if it does not exist
	 * @throws io.github.containerd4j.InvalidArgumentException if the name is empty
	 */
	Optional<Image> find(String name);

	/**
	 * Reads an image.
	 * @param name the name
	 * @return the image
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 * @throws io.github.containerd4j.InvalidArgumentException if the name is empty
	 */
	Image get(String name);

	/**
	 * Creates the record of an image. The content is not looked at; write the record last
	 * if its existence shall mean that the content is complete.
	 * @param info the record; times in it are ignored
	 * @return the image
	 * @throws io.github.containerd4j.AlreadyExistsException if the name is taken
	 * @throws io.github.containerd4j.InvalidArgumentException if the record is not valid
	 */
	Image create(ImageInfo info);

	/**
	 * Creates the record of an image with a date that does not depend on when this
	 * happens, for images that shall be reproducible bit by bit: what other tools take
	 * from the environment variable {@code SOURCE_DATE_EPOCH}. Since containerd 1.7;
	 * older daemons would ignore it, so the daemon's version is asked first.
	 * @param info the record; times in it are ignored
	 * @param sourceDate when the image is said to have been created and last changed.
	 * 1970-01-01T00:00:00Z is stored, and read back as no time
	 * @return the image
	 * @throws io.github.containerd4j.AlreadyExistsException if the name is taken
	 * @throws io.github.containerd4j.InvalidArgumentException if the record is not valid
	 * @throws io.github.containerd4j.UnimplementedException if the daemon is older, or
	 * does not tell its version; nothing is created
	 */
	Image create(ImageInfo info, Instant sourceDate);

	/**
	 * Changes the record of an image.
	 * @param name the name
	 * @param update the changes, at least one
	 * @return the changed image
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 * @throws io.github.containerd4j.InvalidArgumentException if there is no change in
	 * the update
	 */
	Image update(String name, ImageUpdate update);

	/**
	 * Changes the record of an image and the date of its last change; as
	 * {@link #create(ImageInfo, Instant)}. Since containerd 1.7.
	 * @param name the name
	 * @param update the changes, at least one
	 * @param sourceDate when the image is said to have been last changed
	 * @return the changed image
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 * @throws io.github.containerd4j.InvalidArgumentException if there is no change in
	 * the update
	 * @throws io.github.containerd4j.UnimplementedException if the daemon is older, or
	 * does not tell its version; nothing is changed
	 */
	Image update(String name, ImageUpdate update, Instant sourceDate);

	/**
	 * Deletes the record of an image. Content and snapshots that nothing else refers to
	 * go with a garbage collection soon afterwards.
	 * @param name the name
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 */
	void delete(String name);

	/**
	 * Deletes the record of an image and returns after a garbage collection. The
	 * operation timeout applies.
	 * @param name the name
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 */
	void deleteAndCollect(String name);

	/**
	 * Deletes the record of an image only while it stands for a certain target, so that a
	 * change by somebody else is not lost. Older daemons would ignore the condition, so
	 * the daemon's version is asked first. Since containerd 2.0.
	 * @param name the name
	 * @param target what the name must stand for
	 * @throws io.github.containerd4j.NotFoundException if it does not exist or stands for
	 * something else
	 * @throws io.github.containerd4j.UnimplementedException if the daemon is older, or
	 * does not tell its version; nothing is deleted
	 */
	void deleteIfTarget(String name, Descriptor target);

	/**
	 * Imports the images of an archive, as {@link #importFrom(Path, ImportOptions)} does
	 * with the defaults: all platforms that it holds, under the names that it gives, and
	 * what this host runs is unpacked.
	 * @param archive the file
	 * @return the images, in the order of the archive
	 */
	default List<Image> importFrom(Path archive) {
		return importFrom(archive, ImportOptions.defaults());
	}

	/**
	 * Imports the images of an archive: an OCI image layout, or what {@code docker save}
	 * writes, as a tar that may be compressed by gzip or Zstandard. By default all
	 * platforms that the archive holds are stored, and what this host runs is unpacked.
	 * <p>
	 * This client does the work itself on every version of containerd, under a lease. The
	 * records are written last; names that are taken then stand for the new images. After
	 * a failure nothing stays: neither records nor, after the next garbage collection,
	 * content.
	 * <p>
	 * A file that is not compressed is faster than a stream: what exists already is not
	 * read, and unpacking begins before everything is stored.
	 * @param archive the file
	 * @param options how
	 * @return the images, in the order of the archive
	 * @throws io.github.containerd4j.oci.ImageFormatException if the archive breaks the
	 * rules, is truncated, or gives no image a name
	 * @throws io.github.containerd4j.FailedPreconditionException if a blob does not have
	 * its digest
	 * @throws io.github.containerd4j.NotFoundException if content is missing that must
	 * not be
	 * @throws io.github.containerd4j.ResourceExhaustedException if a compressed archive
	 * becomes larger than the options allow
	 * @throws io.github.containerd4j.DeadlineExceededException if it takes too long
	 * @throws io.github.containerd4j.CancelledException if the calling thread was
	 * interrupted
	 * @throws java.io.UncheckedIOException if the archive cannot be read
	 */
	List<Image> importFrom(Path archive, ImportOptions options);

	/**
	 * Imports the images of an archive that comes as a stream, as
	 * {@link #importFrom(InputStream, ImportOptions)} does with the defaults.
	 * @param archive the stream, which is read to the end of the archive and left open
	 * @return the images, in the order of the archive
	 */
	default List<Image> importFrom(InputStream archive) {
		return importFrom(archive, ImportOptions.defaults());
	}

	/**
	 * Imports the images of an archive that comes as a stream; see
	 * {@link #importFrom(Path, ImportOptions)}. Interrupt and time limit end an import
	 * only if reading the stream does not block.
	 * @param archive the stream, which is read to the end of the archive and left open
	 * @param options how
	 * @return the images, in the order of the archive
	 * @throws io.github.containerd4j.oci.ImageFormatException if the archive breaks the
	 * rules, is truncated, or gives no image a name
	 * @throws io.github.containerd4j.FailedPreconditionException if a blob does not have
	 * its digest
	 * @throws io.github.containerd4j.NotFoundException if content is missing that must
	 * not be
	 * @throws io.github.containerd4j.ResourceExhaustedException if a compressed archive
	 * becomes larger than the options allow
	 * @throws io.github.containerd4j.DeadlineExceededException if it takes too long
	 * @throws io.github.containerd4j.CancelledException if the calling thread was
	 * interrupted
	 * @throws java.io.UncheckedIOException if the archive cannot be read
	 */
	List<Image> importFrom(InputStream archive, ImportOptions options);

	/**
	 * Exports images to a file, as {@link #exportTo(Path, ExportOptions, String...)} does
	 * with the defaults: the platforms whose content is complete, not compressed.
	 * @param archive the file
	 * @param names the names of the images, at least one
	 */
	default void exportTo(Path archive, String... names) {
		exportTo(archive, ExportOptions.defaults(), names);
	}

	/**
	 * Exports images to a file: a tar that is an OCI image layout, with docker's
	 * {@code manifest.json} beside. The same images always give the same bytes. By
	 * default, of an index those platforms are exported whose content is complete.
	 * <p>
	 * This client does the work itself on every version of containerd. The file appears
	 * when it is complete: until then, and after a failure, what was there before stays.
	 * @param archive the file
	 * @param options how
	 * @param names the names of the images, at least one
	 * @throws io.github.containerd4j.NotFoundException if an image, or content of it, is
	 * missing
	 * @throws io.github.containerd4j.oci.ImageFormatException if an image is neither a
	 * manifest nor an index, or breaks the rules
	 * @throws io.github.containerd4j.InvalidArgumentException if there are no names
	 * @throws io.github.containerd4j.DeadlineExceededException if it takes too long
	 * @throws io.github.containerd4j.CancelledException if the calling thread was
	 * interrupted
	 * @throws java.io.UncheckedIOException if the archive cannot be written
	 */
	void exportTo(Path archive, ExportOptions options, String... names);

	/**
	 * Exports images to a stream, as
	 * {@link #exportTo(OutputStream, ExportOptions, String...)} does with the defaults.
	 * @param archive the stream, which is flushed and left open
	 * @param names the names of the images, at least one
	 */
	default void exportTo(OutputStream archive, String... names) {
		exportTo(archive, ExportOptions.defaults(), names);
	}

	/**
	 * Exports images to a stream; see {@link #exportTo(Path, ExportOptions, String...)}.
	 * After a failure, a part of the archive may have been written.
	 * @param archive the stream, which is flushed and left open
	 * @param options how
	 * @param names the names of the images, at least one
	 * @throws io.github.containerd4j.NotFoundException if an image, or content of it, is
	 * missing
	 * @throws io.github.containerd4j.oci.ImageFormatException if an image is neither a
	 * manifest nor an index, or breaks the rules
	 * @throws io.github.containerd4j.InvalidArgumentException if there are no names
	 * @throws io.github.containerd4j.DeadlineExceededException if it takes too long
	 * @throws io.github.containerd4j.CancelledException if the calling thread was
	 * interrupted
	 * @throws java.io.UncheckedIOException if the archive cannot be written
	 */
	void exportTo(OutputStream archive, ExportOptions options, String... names);

	/**
	 * Gives an image another name: creates a record with the same target and labels. A
	 * name that is taken then stands for this image, keeps its labels besides these, and
	 * what it stood for before loses the name.
	 * @param source the name of the image
	 * @param target the other name, taken literally
	 * @return the image of the other name
	 * @throws io.github.containerd4j.NotFoundException if the image does not exist
	 * @throws io.github.containerd4j.InvalidArgumentException if a name is empty
	 */
	Image tag(String source, String target);

	/**
	 * Removes the images that no container of this namespace was made of; containers name
	 * their image, and other names of the same content are spared too. Returns after a
	 * garbage collection. What the sizes in the result need is read before, so this takes
	 * several calls for each image.
	 * @param options which of them
	 * @return what went
	 */
	PruneResult prune(PruneOptions options);

	/**
	 * Pulls an image from its registry, as {@link #pull(String, PullOptions)} does with
	 * the defaults: what the daemon's host runs, unpacked.
	 * @param reference the name, short forms such as {@code busybox} included
	 * @return the image
	 */
	default Image pull(String reference) {
		return pull(reference, PullOptions.defaults());
	}

	/**
	 * Pulls an image from its registry: fetches the content that is missing, unpacks it,
	 * and writes the record of the image last, so that an image which has one is
	 * complete. Blocks until then; an interrupt cancels the pull.
	 * <p>
	 * Two pulls of one image at the same time, in this JVM or elsewhere, wait for each
	 * other's blobs and both succeed. Should this JVM die, what was fetched goes when the
	 * lease of the pull expires; until then another pull goes on with it.
	 * @param reference the name, with tag or digest; short forms are completed as by
	 * {@link io.github.containerd4j.oci.ImageReference#parse(String)}, and the complete
	 * name is that of the image
	 * @param options how
	 * @return the image
	 * @throws io.github.containerd4j.InvalidArgumentException if the name is malformed
	 * @throws io.github.containerd4j.NotFoundException if the registry has no such image,
	 * or with {@link PullPolicy#NEVER} it is not here
	 * @throws io.github.containerd4j.oci.PlatformMismatchException if the image does not
	 * offer a wanted platform; the message lists what it offers
	 * @throws io.github.containerd4j.oci.ImageFormatException if the image is broken, or
	 * of Docker's schema 1
	 * @throws io.github.containerd4j.FailedPreconditionException if content is not what
	 * its digest says
	 * @throws io.github.containerd4j.DeadlineExceededException if it takes too long, or
	 * nothing comes for too long
	 * @throws io.github.containerd4j.CancelledException if the calling thread was
	 * interrupted
	 * @throws io.github.containerd4j.UnimplementedException if an engine is asked for
	 * that cannot do it, or the snapshotter is not for the image's operating system
	 */
	Image pull(String reference, PullOptions options);

	/**
	 * Starts a pull and returns; see {@link #pull(String, PullOptions)}.
	 * @param reference the name, with tag or digest
	 * @param options how
	 * @return the running pull; closing it cancels it
	 */
	ImageTransfer<Image> startPull(String reference, PullOptions options);

	/**
	 * Pushes an image under its own name; see {@link #push(String, PushOptions)}.
	 * @param name the name of the image
	 * @return what the name in the registry stands for now
	 */
	default Descriptor push(String name) {
		return push(name, PushOptions.defaults());
	}

	/**
	 * Pushes an image to a registry: the blobs that the registry does not have and cannot
	 * take from another one of its repositories, then the manifests, and what the name
	 * stands for last. Blocks until then; an interrupt cancels the push.
	 * @param name the name of the image; if there is none of that name, the complete form
	 * of it
	 * @param options how
	 * @return what the name in the registry stands for now
	 * @throws io.github.containerd4j.NotFoundException if there is no such image, or
	 * content of it is not here
	 * @throws io.github.containerd4j.InvalidArgumentException if the name in the registry
	 * is malformed, or has another digest than the image
	 * @throws io.github.containerd4j.PermissionDeniedException if the registry refuses
	 * @throws io.github.containerd4j.DeadlineExceededException if it takes too long, or
	 * nothing moves for too long
	 * @throws io.github.containerd4j.CancelledException if the calling thread was
	 * interrupted
	 * @throws io.github.containerd4j.UnimplementedException if an engine is asked for
	 * that cannot do it
	 */
	Descriptor push(String name, PushOptions options);

	/**
	 * Starts a push and returns; see {@link #push(String, PushOptions)}. What belongs to
	 * the image is found out before that.
	 * @param name the name of the image
	 * @param options how
	 * @return the running push; closing it cancels it
	 */
	ImageTransfer<Descriptor> startPush(String name, PushOptions options);

	/**
	 * Makes the service.
	 * @param rpc makes the calls, in one namespace
	 * @param namespace the same namespace
	 * @param settings what pulls and pushes have in common
	 * @param registries gives the client for registries when it is needed; it is not
	 * closed
	 * @return the service
	 */
	static ImageService over(RpcClient rpc, Namespace namespace, ImageSettings settings,
			Supplier<RegistryClient> registries) {
		return new GrpcImageService(rpc, namespace, settings, registries);
	}

}
