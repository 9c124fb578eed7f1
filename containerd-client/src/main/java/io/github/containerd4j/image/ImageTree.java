package io.github.containerd4j.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.oci.PlatformMatcher;
import io.github.containerd4j.oci.PlatformMismatchException;

/**
 * Fetches the documents of an image from its root down to the manifests of the wanted
 * platforms.
 */
final class ImageTree {

	// Far more than any real image has; without a limit a registry could let us fetch
	// indexes for ever.
	private static final int MAX_DEPTH = 8;

	private final String image;

	private final DocumentFetcher documents;

	private final WantedPlatforms wanted;

	ImageTree(String image, DocumentFetcher documents, WantedPlatforms wanted) {
		this.image = image;
		this.documents = documents;
		this.wanted = wanted;
	}

	/**
	 * Fetches indexes, manifests and configs.
	 * @param root the index or manifest that the name stands for
	 * @return the manifests that are wanted, each once, with their configs
	 */
	List<FetchedManifest> fetch(Descriptor root) throws IOException, InterruptedException {
		requireSupported(root);
		if (!MediaTypes.isIndex(root.mediaType())) {
			return List.of(only(this.documents.manifest(OciDescriptor.of(root))));
		}
		List<OciDescriptor> offered = new ArrayList<>();
		collect(root, offered, 0);
		Set<FetchedManifest> chosen = new LinkedHashSet<>();
		if (this.wanted.all()) {
			for (OciDescriptor each : offered) {
				chosen.add(this.documents.manifest(each));
			}
			return List.copyOf(chosen);
		}
		for (PlatformMatcher matcher : this.wanted.matchers()) {
			chosen.add(best(matcher, offered));
		}
		return List.copyOf(chosen);
	}

	private void requireSupported(Descriptor root) {
		if (MediaTypes.isSchema1(root.mediaType())) {
			throw ImageFormatException.of("image", this.image,
					"the registry has it only as Docker schema 1, which is not supported; push it again with a"
							+ " newer tool");
		}
	}

	private FetchedManifest only(FetchedManifest manifest) {
		ImageConfig config = manifest.config();
		if (config != null && !config.platform().os().isEmpty() && !this.wanted.mayMatch(config.platform())) {
			throw mismatch(this.wanted.matchers().get(0), List.of(config.platform()));
		}
		return manifest;
	}

	private void collect(Descriptor index, List<OciDescriptor> manifests, int depth)
			throws IOException, InterruptedException {
		if (depth > MAX_DEPTH) {
			throw ImageFormatException.of("image", this.image, "its indexes are nested deeper than " + MAX_DEPTH);
		}
		for (OciDescriptor each : this.documents.index(index).manifests()) {
			Platform platform = each.platform();
			if (!MediaTypes.isIndex(each.mediaType())) {
				manifests.add(each);
			}
			else if (platform == null || this.wanted.mayMatch(platform)) {
				collect(each.content(), manifests, depth + 1);
			}
		}
	}

	private FetchedManifest best(PlatformMatcher matcher, List<OciDescriptor> offered)
			throws IOException, InterruptedException {
		OciDescriptor named = offered.stream()
			.filter((each) -> each.platform() != null && matcher.matches(each.platform()))
			.min(Comparator.comparing((each) -> Objects.requireNonNull(each.platform()), matcher.order()))
			.orElse(null);
		return (named != null) ? this.documents.manifest(named) : bestOfUnnamed(matcher, offered);
	}

	/**
	 * An entry of an index need not tell its platform; then the config does.
	 */
	private FetchedManifest bestOfUnnamed(PlatformMatcher matcher, List<OciDescriptor> offered)
			throws IOException, InterruptedException {
		List<Platform> platforms = new ArrayList<>();
		for (OciDescriptor each : offered) {
			Platform platform = each.platform();
			if (platform != null) {
				platforms.add(platform);
				continue;
			}
			FetchedManifest manifest = this.documents.manifest(each);
			ImageConfig config = manifest.config();
			if (config == null || matcher.matches(config.platform())) {
				return manifest;
			}
			platforms.add(config.platform());
		}
		throw mismatch(matcher, platforms);
	}

	private PlatformMismatchException mismatch(PlatformMatcher matcher, List<Platform> offered) {
		List<Platform> real = offered.stream().filter((each) -> !each.os().equals("unknown")).toList();
		return new PlatformMismatchException(this.image, matcher, real);
	}

}
