package io.github.containerd4j.oci;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a processor runs besides its own architecture and variant.
 * <p>
 * Source: {@code platformVector} in {@code compare.go} of containerd/platforms 1.0.
 */
final class CompatiblePlatforms {

	private static final Pattern VERSION = Pattern.compile("v(\\d{1,3})(?:\\.(\\d))?");

	private final Platform host;

	private final List<Platform> platforms = new ArrayList<>();

	private CompatiblePlatforms(Platform host) {
		this.host = host;
		this.platforms.add(host);
	}

	static List<Platform> of(Platform host) {
		return new CompatiblePlatforms(host).collect();
	}

	private List<Platform> collect() {
		switch (this.host.architecture()) {
			case "amd64" -> addAmd64();
			case "arm" -> addArm(number(this.host.variant(), 1) - 1);
			case "arm64" -> addArm64();
			default -> {
				// No other architecture runs what was not made for it.
			}
		}
		return this.platforms;
	}

	private void addAmd64() {
		for (int version = number(this.host.variant(), 1) - 1; version >= 1; version--) {
			add("amd64", "v" + version);
		}
		add("386", "");
	}

	private void addArm(int highest) {
		for (int version = highest; version >= 5; version--) {
			add("arm", "v" + version);
		}
	}

	private void addArm64() {
		String variant = this.host.variant().isEmpty() ? "v8" : this.host.variant();
		int major = number(variant, 1);
		int minor = number(variant, 2);
		addMinors(major, minor - 1);
		if (major == 9) {
			// ARM 9.0 branched off 8.5, and both went on in step.
			addMinors(8, minor + 5);
		}
		addArm((major == 9) ? 8 : major);
	}

	private void addMinors(int major, int highest) {
		for (int minor = highest; minor >= 0; minor--) {
			add("arm64", "v" + major + ((minor == 0) ? "" : "." + minor));
		}
	}

	private void add(String architecture, String variant) {
		this.platforms
			.add(new Platform(this.host.os(), architecture, variant, this.host.osVersion(), this.host.osFeatures()));
	}

	private static int number(String variant, int group) {
		Matcher version = VERSION.matcher(variant);
		return (version.matches() && version.group(group) != null) ? Integer.parseInt(version.group(group)) : 0;
	}

}
