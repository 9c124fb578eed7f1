package io.github.containerd4j.container;

import java.util.List;

import io.github.containerd4j.spec.RootFiles;

/**
 * The files of an image, which need not be mounted again for each container that is
 * created from it: the name of its snapshot is a digest of all that is in it. The files
 * that are read so, those of users and groups, are small; larger ones are not kept.
 */
final class ImageFiles {

	private static final int MAX_FILES = 128;

	private static final int MAX_LINES = 1000;

	private static final ImageFiles SHARED = new ImageFiles();

	private final Remembered<Key, List<String>> files = new Remembered<>(MAX_FILES);

	static ImageFiles shared() {
		return SHARED;
	}

	/**
	 * Reads files of an image.
	 * @param image the daemon, and the name of the image's snapshot
	 * @param snapshot reads what is not known yet from a new snapshot on top of it
	 */
	RootFiles of(String image, RootFiles snapshot) {
		return (path) -> {
			Key key = new Key(image, path);
			List<String> known = this.files.find(key);
			if (known != null) {
				return known;
			}
			List<String> lines = List.copyOf(snapshot.readLines(path));
			if (lines.size() <= MAX_LINES) {
				this.files.keep(key, lines);
			}
			return lines;
		};
	}

	private record Key(String image, String path) {
	}

}
