package io.github.containerd4j.oci;

import java.util.List;

/**
 * What binaries run on, in the words of Go and of the OCI image specification. As it is
 * written: nothing here is normalised or matched.
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
	 * The short text form, {@code os/architecture[/variant]}.
	 */
	@Override
	public String toString() {
		return this.os + "/" + this.architecture + (this.variant.isEmpty() ? "" : "/" + this.variant);
	}

}
