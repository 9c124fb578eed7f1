package io.github.containerd4j.oci;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The canonical names of operating systems, architectures and variants.
 * <p>
 * Source: {@code database.go} of containerd/platforms 1.0, which containerd 2.x uses; the
 * same in containerd 1.6 but for ARM 9.
 */
final class PlatformNames {

	private static final Set<String> SYSTEMS = Set.of("aix", "android", "darwin", "dragonfly", "freebsd", "hurd",
			"illumos", "ios", "js", "linux", "nacl", "netbsd", "openbsd", "plan9", "solaris", "windows", "zos");

	private static final Set<String> ARCHITECTURES = Set.of("386", "amd64", "amd64p32", "arm", "armbe", "arm64",
			"arm64be", "loong64", "mips", "mips64", "mips64le", "mips64p32", "mips64p32le", "mipsle", "ppc", "ppc64",
			"ppc64le", "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64", "wasm");

	private PlatformNames() {
	}

	static boolean isKnownSystem(String os) {
		return SYSTEMS.contains(os);
	}

	static boolean isKnownArchitecture(String architecture) {
		return ARCHITECTURES.contains(architecture);
	}

	static Platform normalize(Platform platform) {
		String os = system(platform.os());
		List<String> features = platform.osFeatures().stream().distinct().sorted().toList();
		Platform known = architecture(os.isEmpty() ? Platform.host().os() : os, platform.architecture(),
				platform.variant());
		return new Platform(known.os(), known.architecture(), known.variant(), platform.osVersion(), features);
	}

	static String system(String os) {
		String name = os.toLowerCase(Locale.ROOT);
		return name.equals("macos") ? "darwin" : name;
	}

	static Platform architecture(String os, String architecture, String variant) {
		String name = architecture.toLowerCase(Locale.ROOT);
		String version = variant.toLowerCase(Locale.ROOT);
		return switch (name) {
			case "i386" -> Platform.of(os, "386");
			case "x86_64", "x86-64", "amd64" -> Platform.of(os, "amd64", version.equals("v1") ? "" : version);
			case "aarch64", "arm64" -> Platform.of(os, "arm64", arm64Variant(version));
			case "armhf" -> Platform.of(os, "arm", "v7");
			case "armel" -> Platform.of(os, "arm", "v6");
			case "arm" -> Platform.of(os, "arm", armVariant(version));
			default -> Platform.of(os, name, version);
		};
	}

	private static String arm64Variant(String variant) {
		return switch (variant) {
			case "8", "v8", "v8.0" -> "";
			case "9", "9.0", "v9.0" -> "v9";
			default -> variant;
		};
	}

	private static String armVariant(String variant) {
		return switch (variant) {
			case "", "7" -> "v7";
			case "5", "6", "8" -> "v" + variant;
			default -> variant;
		};
	}

}
