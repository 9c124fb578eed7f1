package io.github.containerd4j.namespace;

import java.util.Map;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
class NamespaceServiceIT {

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final NamespaceService namespaces;

	private final String name;

	NamespaceServiceIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		this.namespaces = daemon.client().namespaces();
		this.name = namespace.name();
	}

	@Test
	void createsANamespaceThatCtrSees() {
		NamespaceInfo created = this.namespaces.create(this.name, Map.of("team", "blue"));

		assertThat(created).isEqualTo(new NamespaceInfo(this.name, Map.of("team", "blue")));
		assertThat(this.daemon.ctr("namespaces", "list")).containsPattern(this.name + "\\s+team=blue");
	}

	@Test
	void keepsLabelsOfAnyText() {
		Map<String, String> labels = Map.of("lines", "a\nb\r\n\tc", "emoji \uD83D\uDC33", "\uD83E\uDD80 \u00E9 \u4E2D",
				"a.b/c-d", "\"quoted\" \\ 'x'=,");

		this.namespaces.create(this.name, labels);

		assertThat(this.namespaces.get(this.name).labels()).isEqualTo(labels);
	}

	@Test
	void listsNamespacesByName() {
		this.namespaces.create(this.name, Map.of());

		assertThat(this.namespaces.list()).extracting(NamespaceInfo::name).contains(this.name).isSorted();
	}

	@Test
	void tellsWhetherANamespaceExists() {
		assertThat(this.namespaces.exists(this.name)).isFalse();

		this.namespaces.create(this.name, Map.of());

		assertThat(this.namespaces.exists(this.name)).isTrue();
	}

	@Test
	void answersAMissingNamespaceWithoutLabels() {
		assertThat(this.namespaces.get(this.name)).isEqualTo(new NamespaceInfo(this.name, Map.of()));
	}

	@Test
	void doesNotCreateANamespaceTwice() {
		this.namespaces.create(this.name, Map.of());

		assertThatExceptionOfType(AlreadyExistsException.class)
			.isThrownBy(() -> this.namespaces.create(this.name, Map.of()))
			.satisfies((ex) -> assertThat(ex.failure().id()).isEqualTo(this.name));
	}

	@Test
	void theFirstWriteCreatesTheNamespace() {
		this.namespace.containers().create(ContainerInfo.builder("c").spec(TypedValue.json("x", "{}")).build());

		assertThat(this.namespaces.exists(this.name)).isTrue();
	}

	@Test
	void setsSingleLabels() {
		this.namespaces.create(this.name, Map.of("keep", "1", "change", "2", "remove.this/one", "3"));

		NamespaceInfo changed = this.namespaces.setLabels(this.name,
				Map.of("change", "4", "remove.this/one", "", "add.a/b", "5"));

		assertThat(changed.labels()).isEqualTo(Map.of("keep", "1", "change", "4", "add.a/b", "5"));
		assertThat(this.namespaces.get(this.name)).isEqualTo(changed);
	}

	@Test
	void refusesToSetNoLabels() {
		this.namespaces.create(this.name, Map.of("keep", "1"));

		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.namespaces.setLabels(this.name, Map.of()));

		assertThat(this.namespaces.get(this.name).labels()).isEqualTo(Map.of("keep", "1"));
	}

	@Test
	void settingALabelCreatesTheNamespace() {
		this.namespaces.setLabels(this.name, Map.of("a", "b"));

		assertThat(this.namespaces.list()).contains(new NamespaceInfo(this.name, Map.of("a", "b")));
	}

	@Test
	void replacesAllLabels() {
		this.namespaces.create(this.name, Map.of("a", "1", "b", "2"));

		NamespaceInfo changed = this.namespaces.replaceLabels(this.name, Map.of("b", "3", "c", "4"));

		assertThat(changed.labels()).isEqualTo(Map.of("b", "3", "c", "4"));
		assertThat(this.namespaces.get(this.name)).isEqualTo(changed);
	}

	@Test
	void deletesAnEmptyNamespace() {
		this.namespaces.create(this.name, Map.of("a", "b"));

		this.namespaces.delete(this.name);

		assertThat(this.namespaces.exists(this.name)).isFalse();
	}

	@Test
	void doesNotFindAMissingNamespaceToDelete() {
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.namespaces.delete(this.name))
			.withMessageContaining(this.name);
	}

	@Test
	void saysWhatANamespaceHoldsThatCannotBeDeleted() {
		this.namespace.containers().create(ContainerInfo.builder("c").spec(TypedValue.json("x", "{}")).build());

		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> this.namespaces.delete(this.name))
			.withMessageContaining("container");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "-a", "a..b", "a/b", "\u00E9",
			"a23456789012345678901234567890123456789012345678901234567890123456789012345678" })
	void refusesABadNameBeforeItIsSent(String name) {
		try (ContainerdClient unconnected = ContainerdClient.create("/nonexistent/containerd.sock")) {
			assertThatExceptionOfType(InvalidArgumentException.class)
				.isThrownBy(() -> unconnected.namespaces().create(name, Map.of()));
			assertThatExceptionOfType(InvalidArgumentException.class)
				.isThrownBy(() -> unconnected.namespaces().get(name));
			assertThatExceptionOfType(InvalidArgumentException.class)
				.isThrownBy(() -> unconnected.namespaces().delete(name));
		}
	}

	@Test
	void refusesALabelThatIsTooLarge() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.namespaces.create(this.name, Map.of("k", "x".repeat(4096))))
			.withMessageContaining("4097 bytes");
		this.namespaces.create(this.name, Map.of("k", "x".repeat(4095)));
	}

}
