package io.github.containerd4j.image;

import io.github.containerd4j.content.Descriptor;

/**
 * One image. What {@link #info()} tells was read when this object was made or last
 * refreshed; no getter calls the daemon.
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

}
