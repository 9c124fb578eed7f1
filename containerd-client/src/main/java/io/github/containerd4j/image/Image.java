package io.github.containerd4j.image;

import java.util.List;
import java.util.Map;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.host.MountedDirectory;
import io.github.containerd4j.oci.HistoryEntry;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.oci.PlatformMatcher;
import io.github.containerd4j.snapshot.SnapshotUsage;

/**
 * One image. What {@link #info()} tells was read when this object was made or last
 * refreshed; no getter calls the daemon. Methods called {@code read...} do, each time.
 * <p>
 * An image may stand for several platforms. Methods that are about one of them take the
 * one that the daemon's host runs best; {@link #withPlatform(PlatformMatcher)} gives a
 * view of another one. They throw
 * {@link io.github.containerd4j.oci.PlatformMismatchException} if the image does not
 * offer it, {@link io.github.containerd4j.NotFoundException} if a document of the image
 * is missing, and {@link io.github.containerd4j.oci.ImageFormatException} if one is
 * broken. A target that is no index is taken for any platform.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface Image {

	/**
	 * The name.
	 * @return the name
	 */
	String name();

	/**
	 * The record as it was last read.
	 * @return the record
	 */
	ImageInfo info();

	/**
	 * What the name stood for when the record was last read.
	 * @return the index or manifest
	 */
	Descriptor target();

	/**
	 * Reads the record again.
	 * @return the record
	 * @throws io.github.containerd4j.NotFoundException if the image is gone
	 */
	ImageInfo refresh();

	/**
	 * Changes the record.
	 * @param update the changes, at least one
	 * @return the changed record
	 * @throws io.github.containerd4j.NotFoundException if the image is gone
	 */
	ImageInfo update(ImageUpdate update);

	/**
	 * Deletes the record; see {@link ImageService#delete(String)}.
	 * @throws io.github.containerd4j.NotFoundException if the image is gone
	 */
	void delete();

	/**
	 * The same image for another platform.
	 * @param platforms the platforms that are wanted; the best one that is there counts
	 * @return the view, which shares nothing with this object
	 */
	Image withPlatform(PlatformMatcher platforms);

	/**
	 * The same image for exactly this platform.
	 * @param platform the platform
	 * @return the view, which shares nothing with this object
	 */
	default Image withPlatform(Platform platform) {
		return withPlatform(PlatformMatcher.only(platform));
	}

	/**
	 * Gives the image another name; see {@link ImageService#tag(String, String)}.
	 * @param name the new name, taken literally
	 * @return the image of that name
	 * @throws io.github.containerd4j.NotFoundException if this image is gone
	 */
	Image tag(String name);

	/**
	 * Sets single labels of the record and leaves the others as they are.
	 * @param labels the labels to set, at least one; an empty value removes the label
	 * @return the changed record
	 * @throws io.github.containerd4j.NotFoundException if the image is gone
	 * @throws io.github.containerd4j.InvalidArgumentException if a label is not valid or
	 * there is none
	 */
	ImageInfo setLabels(Map<String, String> labels);

	/**
	 * Reads what the target refers to: the manifests of an index, or the config and the
	 * layers of a manifest.
	 * @return the children, in the order of the document
	 */
	List<OciDescriptor> readChildren();

	/**
	 * Reads the platforms that the image offers, whether their content is here or not.
	 * @return the platforms, in the order of the documents
	 */
	List<Platform> readPlatforms();

	/**
	 * Reads where the manifest of this platform is.
	 * @return the manifest's descriptor
	 */
	OciDescriptor readManifestDescriptor();

	/**
	 * Reads the manifest of this platform.
	 * @return the manifest
	 */
	Manifest readManifest();

	/**
	 * Reads the config of this platform.
	 * @return the config
	 */
	ImageConfig readConfig();

	/**
	 * Reads how the image of this platform was made.
	 * @return the steps, the first one first
	 */
	default List<HistoryEntry> readHistory() {
		return readConfig().history();
	}

	/**
	 * Reads what the root file system of this platform is made of.
	 * @return layers and snapshots
	 */
	RootFs readRootFs();

	/**
	 * Adds up the content that is here, for all platforms: documents and compressed
	 * layers, each blob once.
	 * @return the size in bytes
	 */
	long readSize();

	/**
	 * Measures the unpacked image of this platform, in the client's default snapshotter.
	 * Other images may share layers with it.
	 * @return what the snapshots of all layers take of the disk
	 * @throws io.github.containerd4j.FailedPreconditionException if it is not unpacked
	 */
	SnapshotUsage readUsage();

	/**
	 * Measures the unpacked image of this platform; see {@link #readUsage()}.
	 * @param snapshotter the name of the snapshotter
	 * @return what the snapshots of all layers take of the disk
	 * @throws io.github.containerd4j.FailedPreconditionException if it is not unpacked
	 */
	SnapshotUsage readUsage(String snapshotter);

	/**
	 * Asks whether the image of this platform is unpacked in the client's default
	 * snapshotter, so that a container can start from it.
	 * @return whether it is; an image without layers always is
	 */
	boolean isUnpacked();

	/**
	 * Asks whether the image of this platform is unpacked.
	 * @param snapshotter the name of the snapshotter
	 * @return whether it is; an image without layers always is
	 */
	boolean isUnpacked(String snapshotter);

	/**
	 * Unpacks the image of this platform in the client's default snapshotter; see
	 * {@link #unpack(String)}.
	 */
	void unpack();

	/**
	 * Unpacks the image of this platform: makes a snapshot of each layer, as far as there
	 * is none yet. Blocks until all are there; an interrupt ends it.
	 * @param snapshotter the name of the snapshotter
	 * @throws io.github.containerd4j.UnimplementedException if the snapshotter is not for
	 * the image's operating system
	 */
	void unpack(String snapshotter);

	/**
	 * Asks which of the image's content is here, for all platforms.
	 * @return what is here and what is missing
	 */
	ImageCheck check();

	/**
	 * Mounts the unpacked image of this platform on this machine, from the client's
	 * default snapshotter; see {@link #mountReadOnly(String)}.
	 * @return the mounted directory, to be closed
	 */
	MountedDirectory mountReadOnly();

	/**
	 * Mounts the unpacked image of this platform on this machine, for reading. It stays
	 * unpacked while it is mounted, even if the image is deleted. Closing unmounts it and
	 * removes what was made for it. See
	 * {@link io.github.containerd4j.host.HostMounts#view(String, String)} for what it
	 * takes.
	 * @param snapshotter the name of the snapshotter
	 * @return the mounted directory, to be closed
	 * @throws io.github.containerd4j.FailedPreconditionException if the image is not
	 * unpacked, or the daemon is known to be on another host
	 * @throws io.github.containerd4j.PermissionDeniedException if this process may not
	 * mount
	 */
	MountedDirectory mountReadOnly(String snapshotter);

}
