package io.github.containerd4j.oci;

import java.util.List;

/**
 * What binaries run on, in the words of Go and of the OCI image specification. A platform
 * is kept as it is written; {@link #normalized()} gives the canonical form, and
 * {@link PlatformMatcher} compares canonical forms.
 *
 * @param os the operating system, such as {@code linux}
 * @param architecture the architecture, such as {@code amd64}
 * @param variant the variant, such as {@code v7}; empty for the architecture's base
 * @param osVersion the version of the operating system, which only Windows compares;
 * empty if it does not matter. Daemons before containerd 2.0 drop it
 * @param osFeatures features that the operating system must have; daemons before
 * containerd 2.3 drop them
 * @since 0.1.0
 */
public record Platform(String os, String architecture, String variant, String osVersion, List<String> osFeatures) {

	/**
	 * Copies the features.
	 * @param os the operating system
	 * @param architecture the architecture
	 * @param variant the variant
	 * @param osVersion the version of the operating system
	 * @param osFeatures the features of the operating system
	 */
	public Platform {
		osFeatures = List.copyOf(osFeatures);
	}

	/**
	 * A platform without variant.
	 * @param os the operating system
	 * @param architecture the architecture
	 * @return the platform
	 */
	public static Platform of(String os, String architecture) {
		return of(os, architecture, "");
	}

	/**
	 * A platform with a variant.
	 * @param os the operating system
	 * @param architecture the architecture
	 * @param variant the variant; empty for none
	 * @return the platform
	 */
	public static Platform of(String os, String architecture, String variant) {
		return new Platform(os, architecture, variant, "", List.of());
	}

	/**
	 * Reads the text form, {@code os[(version[+feature]...)]/architecture[/variant]}. A
	 * single word is an operating system, with the architecture of this machine, or an
	 * architecture, with the operating system of this machine. Other spellings are
	 * understood, such as {@code linux/x86_64}.
	 * <p>
	 * Source: {@code Parse} in {@code platforms.go} of containerd/platforms 1.0.
	 * @param text the text, such as {@code linux/arm/v7}, {@code arm64} or
	 * {@code windows(10.0.17763)/amd64}
	 * @return the platform, in its canonical spelling except that {@code linux/arm64/v8}
	 * keeps its variant
	 * @throws io.github.containerd4j.InvalidArgumentException if the text is none of
	 * these forms, or a single word that is neither a known operating system nor a known
	 * architecture
	 */
	public static Platform parse(String text) {
		return PlatformText.parse(text);
	}

	/**
	 * The platform of the machine that this program runs on. A daemon that is reached by
	 * a Unix socket runs on the same.
	 * @return the platform, canonical
	 */
	public static Platform host() {
		return HostPlatform.CURRENT;
	}

	/**
	 * The canonical form: Go's names in lower case, such as {@code amd64} for
	 * {@code x86_64}, without the variant where it is the architecture's base, with one
	 * for 32-bit ARM, and features sorted. A missing operating system is that of this
	 * machine.
	 * <p>
	 * Source: {@code Normalize} in {@code database.go} of containerd/platforms 1.0.
	 * @return the canonical form
	 */
	public Platform normalized() {
		return PlatformNames.normalize(this);
	}

	/**
	 * The short text form, {@code os/architecture[/variant]}.
	 */
	@Override
	public String toString() {
		return this.os + "/" + this.architecture + (this.variant.isEmpty() ? "" : "/" + this.variant);
	}

}
