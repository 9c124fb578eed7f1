package io.github.containerd4j.spring.endpoint;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

import static org.assertj.core.api.Assertions.assertThat;

class ValueMaskTests {

	private static final String MASK = "******";

	private final ValueMask hiding = new ValueMask(new Sanitizer(), false);

	private final ValueMask showing = new ValueMask(new Sanitizer(), true);

	private final SanitizingFunction hideTeam = SanitizingFunction.sanitizeValue().ifKeyEquals("team");

	@ParameterizedTest
	@CsvSource({ "PATH=/bin, PATH=******", "A=, A=******", "A=b=c, A=******", "noequals, ******", "=, =******" })
	void hidesEveryValueOfTheEnvironmentAndKeepsItsName(String entry, String masked) {
		assertThat(this.hiding.environment(entry)).isEqualTo(masked);
	}

	@Test
	void showsTheEnvironmentToThoseWhoMaySeeIt() {
		assertThat(this.showing.environment("DB_PASSWORD=x=y")).isEqualTo("DB_PASSWORD=x=y");
	}

	@Test
	void appliesTheFunctionsOfTheApplicationEvenToThoseWhoMaySee() {
		ValueMask mask = new ValueMask(new Sanitizer(List.of(this.hideTeam)), true);

		assertThat(mask.environment("team=blue")).isEqualTo("team=" + MASK);
		assertThat(mask.labels(Map.of("team", "blue", "tier", "web"))).isEqualTo(Map.of("team", MASK, "tier", "web"));
	}

	@Test
	void showsLabelsAsTheyAre() {
		Map<String, String> labels = Map.of("io.kubernetes.pod.name", "web-0", "note", "two\nlines \uD83D\uDC33");

		assertThat(this.hiding.labels(labels)).isEqualTo(labels);
	}

	@ParameterizedTest
	@CsvSource({ "db.password, x", "API_TOKEN, x", "client-secret, x", "io.credentials.file, x",
			"kubectl.kubernetes.io/last-applied-configuration, {}", "db, postgres://user:pw@host/db",
			"git, https://token@host" })
	void hidesLabelsThatLookLikeASecret(String key, String value) {
		assertThat(this.hiding.labels(Map.of(key, value))).isEqualTo(Map.of(key, MASK));
		assertThat(this.showing.labels(Map.of(key, value))).isEqualTo(Map.of(key, value));
	}

	@Test
	void hidesArgumentsThatFollowTheNameOfASecret() {
		List<String> arguments = List.of("server", "--port", "80", "--password", "x", "--api-token=y", "--verbose",
				"--secret", "--next", "DB_PASSWORD=z", "redis://:pw@host");

		assertThat(this.hiding.arguments(arguments)).isEqualTo(List.of("server", "--port", "80", "--password", MASK,
				"--api-token=" + MASK, "--verbose", "--secret", "--next", "DB_PASSWORD=" + MASK, MASK));
	}

}
