package io.github.containerd4j.registry;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reading the header {@code WWW-Authenticate}.
 */
class ChallengeTests {

	@Test
	void readsParametersWithAndWithoutQuotes() {
		assertThat(Challenge.parse("Bearer realm=\"https://a.example/t?x=1\",Service=reg , scope=\"a:b:pull,push c\""))
			.containsExactly(new Challenge("bearer",
					Map.of("realm", "https://a.example/t?x=1", "service", "reg", "scope", "a:b:pull,push c")));
	}

	@Test
	void readsSeveralChallengesOfOneHeader() {
		assertThat(Challenge.parse("Basic realm=\"a\", Bearer realm=\"b\", Negotiate")).containsExactly(
				new Challenge("basic", Map.of("realm", "a")), new Challenge("bearer", Map.of("realm", "b")),
				new Challenge("negotiate", Map.of()));
	}

	@Test
	void survivesNonsense() {
		assertThat(Challenge.parse("= , \"\" realm")).isNotNull();
		assertThat(Challenge.parse("\"".repeat(100_000))).isEmpty();
		assertThat(Challenge.parse("a=\"" + "x".repeat(100_000))).isNotNull();
	}

}
