package io.github.containerd4j.oci;

import java.util.List;

import io.github.containerd4j.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlatformTests {

	@ParameterizedTest
	@CsvSource({ "linux, x86_64, '', linux/amd64", "Linux, X86-64, v1, linux/amd64", "linux, amd64, v3, linux/amd64/v3",
			"macos, aarch64, '', darwin/arm64", "linux, arm64, v8, linux/arm64", "linux, arm64, 8, linux/arm64",
			"linux, arm64, v8.0, linux/arm64", "linux, arm64, v8.2, linux/arm64/v8.2",
			"linux, arm64, 9, linux/arm64/v9", "linux, arm64, v9.0, linux/arm64/v9", "linux, armhf, '', linux/arm/v7",
			"linux, armel, '', linux/arm/v6", "linux, arm, '', linux/arm/v7", "linux, arm, 7, linux/arm/v7",
			"linux, arm, 5, linux/arm/v5", "linux, arm, 8, linux/arm/v8", "linux, i386, v2, linux/386",
			"linux, riscv64, '', linux/riscv64" })
	void namesBecomeCanonical(String os, String architecture, String variant, String canonical) {
		assertThat(Platform.of(os, architecture, variant).normalized()).hasToString(canonical);
	}

	@Test
	void aMissingSystemIsThatOfThisMachine() {
		assertThat(Platform.of("", "amd64").normalized().os()).isEqualTo(Platform.host().os());
	}

	@Test
	void featuresAreSortedAndNamedOnce() {
		Platform platform = new Platform("windows", "amd64", "", "10.0.1", List.of("win32k", "a", "win32k"));

		assertThat(platform.normalized().osFeatures()).containsExactly("a", "win32k");
	}

	@ParameterizedTest
	@CsvSource({ "linux/amd64, linux/amd64", "linux/x86_64, linux/amd64", "Linux/ARM64, linux/arm64",
			"linux/arm64/v8, linux/arm64/v8", "linux/arm, linux/arm", "linux/arm/v7, linux/arm/v7",
			"linux/armhf, linux/arm", "linux/arm/6, linux/arm/v6", "macos/arm64, darwin/arm64",
			"plan/nine, plan/nine" })
	void textIsRead(String text, String platform) {
		assertThat(Platform.parse(text)).hasToString(platform);
	}

	@Test
	void aSingleWordIsASystemOrAnArchitecture() {
		Platform host = Platform.host();

		assertThat(Platform.parse("windows")).isEqualTo(Platform.of("windows", host.architecture()));
		assertThat(Platform.parse("s390x")).isEqualTo(Platform.of(host.os(), "s390x"));
	}

	@Test
	void versionAndFeaturesStandInParentheses() {
		assertThat(Platform.parse("windows(10.0.17763+win32k+a%2Bb)/amd64"))
			.isEqualTo(new Platform("windows", "amd64", "", "10.0.17763", List.of("win32k", "a+b")));
		assertThat(Platform.parse("windows(10.0.17763)").osVersion()).isEqualTo("10.0.17763");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "linux/", "linux//v7", "linux/arm/v7/x", "*", "linux/*", "nonsense",
			"windows(1/amd64", "windows(1%zz)/amd64", "lin ux/amd64", "amd64(1)" })
	void otherTextIsRefused(String text) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> Platform.parse(text))
			.withMessageContaining("invalid platform \"" + text + "\"");
	}

	@ParameterizedTest
	@CsvSource({ "Linux, amd64, linux/amd64", "Linux, aarch64, linux/arm64", "Mac OS X, x86_64, darwin/amd64",
			"Windows 11, amd64, windows/amd64", "Linux, arm, linux/arm/v7", "Linux, i686, linux/386",
			"Linux, loongarch64, linux/loong64", "Linux, riscv64, linux/riscv64", "FreeBSD, amd64, freebsd/amd64" })
	void javaNamesOfTheHostBecomeThoseOfGo(String osName, String osArch, String platform) {
		assertThat(HostPlatform.of(osName, osArch)).hasToString(platform);
	}

}
