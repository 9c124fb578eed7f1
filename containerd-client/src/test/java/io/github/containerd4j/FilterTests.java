package io.github.containerd4j;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FilterTests {

	@ParameterizedTest
	@ValueSource(strings = { "id", "id==c1", "name~=/^localhost/", "runtime.name==io.containerd.runc.v2,id==u1",
			"labels.\"k8s.io/x\"==v", "namespace==ns,topic~=|^/tasks/exit|", "topic==\"/tasks/oom\"",
			"labels.\"a\\\"b\"!=\"c,d\"", "target.digest==sha256:abc" })
	void acceptsTheGrammarOfContainerd(String expression) {
		assertThat(Filter.parse(expression).expression()).isEqualTo(expression);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a=b", "a==", "==b", "a==b,", ",", "a==b c", "a==\"b", "labels.\"a", "a.==b",
			"name~=/x", "topic==/tasks/oom", "a!=|b", "a=='b'", "a b" })
	void refusesWhatDoesNotFollowTheGrammar(String expression) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> Filter.parse(expression))
			.withMessageContaining("filter");
	}

	@Test
	void quotesValuesAndLabelKeys() {
		assertThat(Filter.equal("id", "a\"b\\c\n").expression()).isEqualTo("id==\"a\\\"b\\\\c\\n\"");
		assertThat(Filter.label("k8s.io/x", "v,w").expression()).isEqualTo("labels.\"k8s.io/x\"==\"v,w\"");
		assertThat(Filter.label("only-key").expression()).isEqualTo("labels.\"only-key\"");
	}

	@Test
	void joinsConditionsOfOneFilter() {
		Filter filter = Filter.equal("namespace", "x").and(Filter.matches("topic", "^/tasks/"));

		assertThat(filter.expression()).isEqualTo("namespace==\"x\",topic~=\"^/tasks/\"");
		assertThat(Filter.parse(filter.expression())).isEqualTo(filter);
	}

	@Test
	void refusesAFieldThatWouldChangeTheFilter() {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> Filter.equal("id==x,name", "y"));
	}

}
