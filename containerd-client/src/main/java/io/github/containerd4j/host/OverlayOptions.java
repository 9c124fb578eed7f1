package io.github.containerd4j.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The options of an overlay whose layers are too many for a page of text, with the layers
 * named relative to the directory that they have in common.
 *
 * @param directory the directory to be in while mounting
 * @param data the shorter options
 */
record OverlayOptions(Path directory, List<String> data) {

	static final String LOWER = "lowerdir=";

	/**
	 * Shortens the options.
	 * @param data the options of an overlay
	 * @return the shorter ones; {@code null} if the layers have nothing in common
	 */
	static @Nullable OverlayOptions shorten(List<String> data) {
		List<Path> layers = layers(data);
		if (layers.isEmpty()) {
			return null;
		}
		Path common = common(layers);
		if (common == null || common.getNameCount() == 0) {
			return null;
		}
		List<String> shorter = new ArrayList<>(data);
		shorter.replaceAll((option) -> option.startsWith(LOWER) ? LOWER + relative(layers, common) : option);
		return new OverlayOptions(common, shorter);
	}

	private static List<Path> layers(List<String> data) {
		return data.stream()
			.filter((option) -> option.startsWith(LOWER))
			.flatMap((option) -> Arrays.stream(option.substring(LOWER.length()).split(":")))
			.map(Path::of)
			.toList();
	}

	private static @Nullable Path common(List<Path> layers) {
		Path common = layers.get(0).getParent();
		for (Path layer : layers) {
			while (common != null && !(layer.startsWith(common) && !layer.equals(common))) {
				common = common.getParent();
			}
		}
		return common;
	}

	private static String relative(List<Path> layers, Path common) {
		return String.join(":", layers.stream().map((layer) -> common.relativize(layer).toString()).toList());
	}

}
