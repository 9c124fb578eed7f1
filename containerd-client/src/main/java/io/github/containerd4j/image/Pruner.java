package io.github.containerd4j.image;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.containerd4j.Filter;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;

/**
 * Removes images that nobody needs.
 */
final class Pruner {

	private final Namespace namespace;

	private final ImageService images;

	Pruner(Namespace namespace, ImageService images) {
		this.namespace = namespace;
		this.images = images;
	}

	PruneResult prune(PruneOptions options) {
		List<ImageInfo> all = infos();
		List<ImageInfo> candidates = candidates(options, all);
		List<ImageInfo> others = new ArrayList<>(all);
		others.removeAll(candidates);
		FreedSpace space = new FreedSpace(this.namespace).keeping(others).removing(candidates);
		long contentBytes = space.contentBytes();
		long snapshotBytes = space.snapshotBytes();
		List<ImageInfo> removed = options.dryRun() ? candidates : remove(candidates);
		return new PruneResult(removed, contentBytes, snapshotBytes, options.dryRun());
	}

	private List<ImageInfo> candidates(PruneOptions options, List<ImageInfo> all) {
		ImagesInUse inUse = ImagesInUse.of(this.namespace, all);
		List<ImageInfo> asked = infos(options.filters().toArray(Filter[]::new));
		Pattern keep = pattern(options.keep());
		Instant latest = Instant.now().minus(options.minimumAge());
		return all.stream()
			.filter(asked::contains)
			.filter((image) -> !inUse.contains(image))
			.filter((image) -> !keep.matcher(image.name()).matches())
			.filter((image) -> options.minimumAge().isZero() || isBefore(image, latest))
			.toList();
	}

	private List<ImageInfo> infos(Filter... filters) {
		return this.images.list(filters).stream().map(Image::info).toList();
	}

	private static boolean isBefore(ImageInfo image, Instant latest) {
		Instant updatedAt = image.updatedAt();
		return updatedAt != null && updatedAt.isBefore(latest);
	}

	private static Pattern pattern(List<String> globs) {
		return Pattern.compile(globs.stream().map(Pruner::expression).collect(Collectors.joining("|", "(?:", ")")));
	}

	private static String expression(String glob) {
		return Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
	}

	// Only the last deletion waits for garbage collection, which serves all of them.
	private List<ImageInfo> remove(List<ImageInfo> candidates) {
		List<ImageInfo> removed = new ArrayList<>();
		for (int i = 0; i < candidates.size(); i++) {
			ImageInfo candidate = candidates.get(i);
			if (remove(candidate, i == candidates.size() - 1)) {
				removed.add(candidate);
			}
		}
		return removed;
	}

	private boolean remove(ImageInfo candidate, boolean last) {
		Optional<ImageInfo> now = this.images.find(candidate.name()).map(Image::info);
		if (!now.equals(Optional.of(candidate))) {
			// Somebody has just pulled or tagged it.
			return false;
		}
		try {
			if (last) {
				this.images.deleteAndCollect(candidate.name());
			}
			else {
				this.images.delete(candidate.name());
			}
			return true;
		}
		catch (NotFoundException ex) {
			return false;
		}
	}

}
