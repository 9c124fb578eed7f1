package io.github.containerd4j.image;

import java.util.List;

/**
 * What went, or would go, by removing unused images.
 * <p>
 * The sizes are those of blobs and snapshots that belong to these images and to no other
 * image or container of the namespace. They are worked out before anything is removed;
 * what a lease, a label or another namespace holds besides stays on the disk.
 *
 * @param removed the records of the images, as they were
 * @param contentBytes the size of the blobs that go with them, compressed as they are
 * @param snapshotBytes the size of the unpacked layers that go with them
 * @param dryRun whether nothing was removed
 * @since 0.1.0
 */
public record PruneResult(List<ImageInfo> removed, long contentBytes, long snapshotBytes, boolean dryRun) {

	/**
	 * Copies the list.
	 * @param removed the records of the images
	 * @param contentBytes the size of the blobs
	 * @param snapshotBytes the size of the unpacked layers
	 * @param dryRun whether nothing was removed
	 */
	public PruneResult {
		removed = List.copyOf(removed);
	}

	/**
	 * The space that blobs and unpacked layers take together.
	 * @return the size in bytes
	 */
	public long bytes() {
		return this.contentBytes + this.snapshotBytes;
	}

}
