package io.github.containerd4j.spec;

import java.util.List;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.NotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UserDatabaseTests {

	private static final Map<String, List<String>> FILES = Map.of("/etc/passwd",
			List.of("root:x:0:0::/:", "# a comment", "broken", "negative:x:-1:0::/:", "ana:x:1000:100::/:",
					"other:x:1000:7::/:"),
			"/etc/group", List.of("root:x:0:root", "adm:x:4:root,ana", "ana:x:9:ana", "users:x:100:", "bad:x:y:ana"));

	private final UserDatabase users = new UserDatabase((path) -> FILES.getOrDefault(path, List.of()));

	@Test
	void findsNamesAndNumbersWithTheirGroups() {
		assertThat(this.users.resolve("ana")).isEqualTo(new ProcessUser(1000, 100, List.of(100L, 4L)));
		assertThat(this.users.resolve("1000")).isEqualTo(new ProcessUser(1000, 100, List.of(100L, 4L)));
		assertThat(this.users.root()).isEqualTo(new ProcessUser(0, 0, List.of(0L, 4L)));
	}

	@Test
	void aGroupThatIsGivenIsTheOnlyOne() {
		assertThat(this.users.resolve("ana:adm")).isEqualTo(ProcessUser.of(1000, 4));
		assertThat(this.users.resolve("5:6")).isEqualTo(ProcessUser.of(5, 6));
		assertThat(this.users.resolve("ana:0")).isEqualTo(ProcessUser.of(1000, 0));
	}

	@Test
	void anUnknownNumberHasGroupZero() {
		assertThat(this.users.resolve("4711")).isEqualTo(ProcessUser.of(4711, 0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "nobody", "nobody:0", "ana:nogroup", "broken", "negative" })
	void anUnknownNameIsNobody(String user) {
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.users.resolve(user))
			.withMessageContaining("/etc/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":", "a:", ":b", "a:b:c", "-1", "2147483648", "0:99999999999" })
	void refusesOtherForms(String user) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.users.resolve(user));
	}

}
