package io.github.containerd4j.oci;

import java.util.Locale;

/**
 * Go's words for what the JVM says of its machine.
 */
final class HostPlatform {

	static final Platform CURRENT = of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));

	private HostPlatform() {
	}

	static Platform of(String osName, String osArch) {
		return PlatformNames.architecture(system(osName.toLowerCase(Locale.ROOT)), architecture(osArch), "");
	}

	private static String system(String osName) {
		if (osName.startsWith("mac")) {
			return "darwin";
		}
		return osName.startsWith("windows") ? "windows" : osName;
	}

	private static String architecture(String osArch) {
		return switch (osArch) {
			case "x86", "i486", "i586", "i686" -> "386";
			case "loongarch64" -> "loong64";
			default -> osArch;
		};
	}

}
