package io.github.containerd4j.image;

import java.util.Map;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.content.Descriptor;

/**
 * Writes the record of an image, whether the name is taken or not.
 */
final class ImageRecords {

	private static final int TRIES = 10;

	private final ImageService images;

	ImageRecords(ImageService images) {
		this.images = images;
	}

	/**
	 * Lets a name stand for something. Labels of a record that exists stay, besides those
	 * that are given.
	 */
	Image put(String name, Descriptor target, Map<String, String> labels) {
		for (int count = 1;; count++) {
			try {
				return this.images.create(ImageInfo.of(name, target, labels));
			}
			catch (AlreadyExistsException ex) {
				ImageUpdate update = ImageUpdate.create().target(target);
				labels.forEach(update::label);
				try {
					return this.images.update(name, update);
				}
				catch (NotFoundException gone) {
					// Somebody deleted it in between.
					if (count == TRIES) {
						throw gone;
					}
				}
			}
		}
	}

}
