package io.github.containerd4j.oci;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import io.github.containerd4j.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlatformMatcherTests {

	private static final List<String> OFFERED = List.of("linux/386", "linux/amd64", "linux/amd64/v2", "linux/amd64/v3",
			"linux/amd64/v4", "linux/arm/v5", "linux/arm/v6", "linux/arm/v7", "linux/arm/v8", "linux/arm64",
			"linux/arm64/v8.1", "linux/arm64/v8.2", "linux/arm64/v8.5", "linux/arm64/v8.6", "linux/arm64/v9",
			"linux/arm64/v9.1", "linux/ppc64le", "darwin/amd64", "windows/amd64");

	@ParameterizedTest
	@CsvSource({ "linux/amd64, amd64 386", "linux/amd64/v3, amd64/v3 amd64/v2 amd64 386",
			"linux/arm/v7, arm/v7 arm/v6 arm/v5", "linux/arm, arm/v7 arm/v6 arm/v5", "linux/arm/v5, arm/v5",
			"linux/arm64, arm64 arm/v8 arm/v7 arm/v6 arm/v5",
			"linux/arm64/v8.2, arm64/v8.2 arm64/v8.1 arm64 arm/v8 arm/v7 arm/v6 arm/v5",
			"linux/arm64/v9, arm64/v9 arm64/v8.5 arm64/v8.2 arm64/v8.1 arm64 arm/v8 arm/v7 arm/v6 arm/v5",
			"linux/arm64/v9.1, arm64/v9.1 arm64/v9 arm64/v8.6 arm64/v8.5 arm64/v8.2 arm64/v8.1 arm64 "
					+ "arm/v8 arm/v7 arm/v6 arm/v5",
			"linux/ppc64le, ppc64le", "linux/386, 386" })
	void aHostRunsItsOwnPlatformAndOlderOnesBestFirst(String host, String accepted) {
		PlatformMatcher matcher = PlatformMatcher.forPlatform(Platform.parse(host));

		assertThat(accepted(matcher)).containsExactly(
				Arrays.stream(accepted.split(" ")).map((platform) -> "linux/" + platform).toArray(String[]::new));
	}

	@Test
	void onlyIsExactButKnowsOtherSpellings() {
		PlatformMatcher matcher = PlatformMatcher.only(Platform.of("linux", "aarch64", "v8"));

		assertThat(accepted(matcher)).containsExactly("linux/arm64");
		assertThat(matcher).hasToString("linux/aarch64/v8");
	}

	@Test
	void severalAreWantedInTheirOrder() {
		PlatformMatcher matcher = PlatformMatcher
			.anyOf(List.of(Platform.of("windows", "amd64"), Platform.of("linux", "amd64")));

		assertThat(accepted(matcher)).containsExactly("windows/amd64", "linux/amd64");
		assertThat(matcher).hasToString("windows/amd64 or linux/amd64");
	}

	@Test
	void noneOfSeveralIsRefused() {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> PlatformMatcher.anyOf(List.of()));
	}

	@Test
	void allMatchesEverythingInTheGivenOrder() {
		assertThat(accepted(PlatformMatcher.all())).isEqualTo(OFFERED);
	}

	@Test
	void windowsComparesMajorMinorAndBuild() {
		PlatformMatcher matcher = PlatformMatcher.forPlatform(windows("10.0.17763.1"));

		assertThat(matcher.matches(windows("10.0.17763.4252"))).isTrue();
		assertThat(matcher.matches(windows("10.0.20348.1"))).isFalse();
		assertThat(matcher.matches(windows(""))).isTrue();
	}

	@Test
	void otherSystemsHaveNoVersion() {
		PlatformMatcher matcher = PlatformMatcher.only(new Platform("linux", "amd64", "", "5.0", List.of()));

		assertThat(matcher.matches(new Platform("linux", "amd64", "", "6.0", List.of()))).isTrue();
	}

	@Test
	void noMoreFeaturesMayBeAskedForThanThereAre() {
		PlatformMatcher matcher = PlatformMatcher
			.forPlatform(new Platform("windows", "amd64", "", "", List.of("win32k")));

		assertThat(matcher.matches(windows(""))).isTrue();
		assertThat(matcher.matches(new Platform("windows", "amd64", "", "", List.of("win32k")))).isTrue();
		assertThat(matcher.matches(new Platform("windows", "amd64", "", "", List.of("other")))).isFalse();
	}

	private static Platform windows(String version) {
		return new Platform("windows", "amd64", "", version, List.of());
	}

	private static List<String> accepted(PlatformMatcher matcher) {
		Comparator<Platform> order = matcher.order();
		return OFFERED.stream()
			.map(Platform::parse)
			.filter(matcher::matches)
			.sorted(order)
			.map(Platform::toString)
			.toList();
	}

}
