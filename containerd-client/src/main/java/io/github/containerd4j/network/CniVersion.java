package io.github.containerd4j.network;

import java.util.List;

import io.github.containerd4j.InvalidArgumentException;

/**
 * The versions of the CNI specification, and what they differ in for those who run
 * plugins.
 */
final class CniVersion {

	private static final List<String> KNOWN = List.of("0.1.0", "0.2.0", "0.3.0", "0.3.1", "0.4.0", "1.0.0", "1.1.0");

	private CniVersion() {
	}

	/**
	 * The version of a configuration. One without is of the first version; the list of
	 * versions that 1.1 brought offers a choice.
	 */
	static String of(JsonView list) {
		List<String> offered = list.texts("cniVersions").stream().filter(KNOWN::contains).toList();
		String single = list.text("cniVersion");
		if (!offered.isEmpty()) {
			return KNOWN.get(offered.stream().mapToInt(KNOWN::indexOf).max().orElseThrow());
		}
		return single.isEmpty() ? KNOWN.get(0) : single;
	}

	static String require(String version) {
		if (!KNOWN.contains(version)) {
			throw InvalidArgumentException.of("version of CNI", version, "it must be one of " + KNOWN);
		}
		return version;
	}

	/**
	 * Whether plugins get the result of ADD when they disconnect, and can check.
	 */
	static boolean hasCheck(String version) {
		return KNOWN.indexOf(version) >= KNOWN.indexOf("0.4.0");
	}

	/**
	 * Whether plugins can say if they are ready, and collect what is garbage.
	 */
	static boolean hasStatus(String version) {
		return KNOWN.indexOf(version) >= KNOWN.indexOf("1.1.0");
	}

}
