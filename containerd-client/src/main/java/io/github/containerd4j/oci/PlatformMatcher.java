package io.github.containerd4j.oci;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.containerd4j.InvalidArgumentException;

/**
 * Says which platforms are wanted, and which of them most. Immutable.
 * <p>
 * Two platforms are the same if their canonical forms have the same operating system,
 * architecture and variant. A version of Windows must agree in its first three numbers
 * where both sides have one; those of other systems are not compared. What is compared
 * may ask for no more features of the system than the wanted platform has.
 * <p>
 * Source: {@code compare.go} and {@code platforms.go} of containerd/platforms 1.0.
 *
 * @since 0.1.0
 */
public final class PlatformMatcher {

	private static final PlatformMatcher ALL = new PlatformMatcher(List.of(), "any platform");

	private final List<Platform> wanted;

	private final String text;

	private PlatformMatcher(List<Platform> wanted, String text) {
		this.wanted = wanted.stream().map(Platform::normalized).toList();
		this.text = text;
	}

	/**
	 * What a host of this platform can run, best first: for instance {@code linux/amd64},
	 * then {@code linux/386}; or for ARM the version of the host, then the lower ones.
	 * @param platform the platform of the host
	 * @return the matcher
	 */
	public static PlatformMatcher forPlatform(Platform platform) {
		return new PlatformMatcher(CompatiblePlatforms.of(platform.normalized()), platform.toString());
	}

	/**
	 * What this machine can run, best first.
	 * @return the matcher
	 */
	public static PlatformMatcher forHost() {
		return forPlatform(Platform.host());
	}

	/**
	 * Exactly this platform, in whatever spelling.
	 * @param platform the platform
	 * @return the matcher
	 */
	public static PlatformMatcher only(Platform platform) {
		return anyOf(List.of(platform));
	}

	/**
	 * Each of these platforms exactly, the earlier ones before the later ones.
	 * @param platforms the platforms, at least one
	 * @return the matcher
	 * @throws InvalidArgumentException if there is none
	 */
	public static PlatformMatcher anyOf(List<Platform> platforms) {
		if (platforms.isEmpty()) {
			throw InvalidArgumentException.of("platforms", null, "at least one is needed");
		}
		return new PlatformMatcher(platforms,
				platforms.stream().map(Platform::toString).collect(Collectors.joining(" or ")));
	}

	/**
	 * Every platform, none before another.
	 * @return the matcher
	 */
	public static PlatformMatcher all() {
		return ALL;
	}

	/**
	 * Whether this platform is wanted.
	 * @param platform the platform
	 * @return whether it is
	 */
	public boolean matches(Platform platform) {
		return this.wanted.isEmpty() || rank(platform) < this.wanted.size();
	}

	/**
	 * Orders platforms: the most wanted first, those that do not match last.
	 * @return the order; platforms that are wanted as much are equal in it
	 */
	public Comparator<Platform> order() {
		return Comparator.comparingInt(this::rank);
	}

	private int rank(Platform platform) {
		Platform candidate = platform.normalized();
		for (int rank = 0; rank < this.wanted.size(); rank++) {
			if (matches(this.wanted.get(rank), candidate)) {
				return rank;
			}
		}
		return this.wanted.size();
	}

	private static boolean matches(Platform wanted, Platform candidate) {
		return wanted.os().equals(candidate.os()) && wanted.architecture().equals(candidate.architecture())
				&& wanted.variant().equals(candidate.variant()) && matchesVersion(wanted, candidate)
				&& wanted.osFeatures().containsAll(candidate.osFeatures());
	}

	private static boolean matchesVersion(Platform wanted, Platform candidate) {
		boolean compared = wanted.os().equals("windows") && !wanted.osVersion().isEmpty()
				&& !candidate.osVersion().isEmpty();
		return !compared || build(wanted.osVersion()).equals(build(candidate.osVersion()));
	}

	// Major, minor and build; the revision after them is no matter of compatibility.
	private static List<String> build(String version) {
		return Stream.of(version.split("\\.")).limit(3).toList();
	}

	/**
	 * What was asked for, such as {@code linux/arm64}.
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
