package io.github.containerd4j.oci;

import java.nio.charset.StandardCharsets;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text form of a platform.
 */
final class PlatformText {

	private static final Pattern SYSTEM = Pattern
		.compile("([A-Za-z0-9_.-]+)(?:\\(([A-Za-z0-9_.%-]*)((?:\\+[A-Za-z0-9_.%-]+)*)\\))?");

	private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]+");

	private PlatformText() {
	}

	static Platform parse(String text) {
		String[] parts = text.split("/", -1);
		Matcher system = SYSTEM.matcher(parts[0]);
		boolean words = Arrays.stream(parts).skip(1).allMatch((part) -> WORD.matcher(part).matches());
		if (parts.length > 3 || !system.matches() || !words) {
			throw invalid(text, "expected OS[(VERSION[+FEATURE])]/ARCHITECTURE[/VARIANT], OS or ARCHITECTURE");
		}
		Platform platform = (parts.length == 1) ? ofWord(system.group(1), text)
				: ofParts(system.group(1), parts[1], (parts.length == 3) ? parts[2] : "");
		return new Platform(platform.os(), platform.architecture(), platform.variant(), decoded(system.group(2), text),
				features(system.group(3), text));
	}

	private static Platform ofWord(String word, String text) {
		Platform host = Platform.host();
		String os = PlatformNames.system(word);
		if (PlatformNames.isKnownSystem(os)) {
			return withoutUsualVariant(Platform.of(os, host.architecture(), host.variant()));
		}
		Platform platform = PlatformNames.architecture(host.os(), word, "");
		if (!word.equals(text) || !PlatformNames.isKnownArchitecture(platform.architecture())) {
			throw invalid(text, "it is no operating system and no architecture that is known");
		}
		return withoutUsualVariant(platform);
	}

	private static Platform ofParts(String os, String architecture, String variant) {
		Platform platform = PlatformNames.architecture(PlatformNames.system(os), architecture, variant);
		if (variant.isEmpty()) {
			return withoutUsualVariant(platform);
		}
		boolean base = platform.architecture().equals("arm64") && platform.variant().isEmpty();
		return base ? Platform.of(platform.os(), "arm64", "v8") : platform;
	}

	private static Platform withoutUsualVariant(Platform platform) {
		boolean usual = platform.architecture().equals("arm") && platform.variant().equals("v7");
		return usual ? Platform.of(platform.os(), "arm") : platform;
	}

	private static List<String> features(@Nullable String features, String text) {
		if (features == null || features.isEmpty()) {
			return List.of();
		}
		return Arrays.stream(features.substring(1).split("\\+")).map((feature) -> decoded(feature, text)).toList();
	}

	private static String decoded(@Nullable String option, String text) {
		if (option == null) {
			return "";
		}
		try {
			return URLDecoder.decode(option, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw invalid(text, "\"" + option + "\" has an incomplete escape; a percent sign is written %25");
		}
	}

	private static InvalidArgumentException invalid(String text, String reason) {
		return InvalidArgumentException.of("platform", text, reason);
	}

}
