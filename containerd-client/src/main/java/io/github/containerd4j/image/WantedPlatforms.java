package io.github.containerd4j.image;

import java.util.List;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.oci.PlatformMatcher;

/**
 * The platforms of which an image is transferred.
 *
 * @param all whether all are
 * @param matchers otherwise one manifest for each of these
 * @param host what the daemon's host runs
 */
record WantedPlatforms(boolean all, List<PlatformMatcher> matchers, PlatformMatcher host) {

	/**
	 * What was asked for; without a platform, what the daemon's host runs best.
	 */
	static WantedPlatforms of(boolean all, List<Platform> platforms, Namespace namespace, String snapshotter) {
		PlatformMatcher host = PlatformMatcher.forPlatform(hostOf(namespace, snapshotter));
		if (all || platforms.isEmpty()) {
			return new WantedPlatforms(all, List.of(host), host);
		}
		return new WantedPlatforms(false, platforms.stream().map(PlatformMatcher::only).toList(), host);
	}

	// The daemon may run on another machine than this client.
	static Platform hostOf(Namespace namespace, String snapshotter) {
		return namespace.capabilities()
			.snapshotterPlatforms(snapshotter)
			.stream()
			.findFirst()
			.orElseGet(Platform::host);
	}

	/**
	 * Whether an index entry of this platform can lead to something that is wanted.
	 */
	boolean mayMatch(Platform platform) {
		return this.all || this.matchers.stream().anyMatch((matcher) -> matcher.matches(platform));
	}

}
