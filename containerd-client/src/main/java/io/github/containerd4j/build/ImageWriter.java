package io.github.containerd4j.build;

import java.util.Map;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.image.ImageInfo;
import io.github.containerd4j.image.ImageService;
import io.github.containerd4j.image.ImageUpdate;

/**
 * Writes the documents of an image, and the record that makes them one.
 *
 * @since 0.1.0
 */
public final class ImageWriter {

	private static final int ATTEMPTS = 5;

	private final ContentStore content;

	private final ImageService images;

	/**
	 * Makes a writer.
	 * @param underLease the namespace, under a lease that holds what is written
	 */
	public ImageWriter(Namespace underLease) {
		this.content = underLease.content();
		this.images = underLease.images();
	}

	/**
	 * Writes a document.
	 * @param prefix what containerd calls documents of this kind in the names of ingests
	 * @param mediaType the media type
	 * @param json the document
	 * @param labels the labels; a document that exists already gets them too
	 * @return where it is
	 */
	public Descriptor write(String prefix, String mediaType, byte[] json, Map<String, String> labels) {
		Descriptor descriptor = Descriptor.of(mediaType, json);
		this.content.write(prefix + "-" + descriptor.digest(), json, labels);
		if (!labels.isEmpty()) {
			this.content.setLabels(descriptor.digest(), labels);
		}
		return descriptor;
	}

	/**
	 * Creates the record, or lets the one that has the name stand for this image.
	 * @param info the record
	 * @return the image
	 */
	public Image save(ImageInfo info) {
		for (int attempt = 1;; attempt++) {
			try {
				return this.images.create(info);
			}
			catch (AlreadyExistsException ex) {
				if (attempt == ATTEMPTS) {
					throw ex;
				}
			}
			try {
				ImageUpdate update = ImageUpdate.create().target(info.target()).replaceLabels(info.labels());
				return this.images.update(info.name(), update);
			}
			catch (NotFoundException ex) {
				if (attempt == ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

}
