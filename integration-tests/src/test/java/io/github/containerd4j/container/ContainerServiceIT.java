package io.github.containerd4j.container;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Filter;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.ResultStream;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

@DaemonTest
class ContainerServiceIT {

	private static final TypedValue SPEC = TypedValue.json(TypedValue.RUNTIME_SPEC, "{\"ociVersion\":\"1.0.2\"}");

	private static final String AWKWARD = "a \"b\"\n\t\\ \u00E9\uD83D\uDC33 ,'=";

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final ContainerService containers;

	ContainerServiceIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		this.containers = namespace.containers();
	}

	@Test
	void keepsEveryFieldOfARecord() {
		ContainerInfo info = ContainerInfo.builder("all")
			.label("lines", AWKWARD)
			.labels(Map.of("a.b/c", "1"))
			.image("docker.io/library/busybox:local")
			.runtime(new RuntimeOptions("io.containerd.runc.v2", TypedValue.of("my.Options", new byte[] { 8, 1 })))
			.spec(SPEC)
			.snapshot("overlayfs", "all-rootfs")
			.extension("ext.a/b", TypedValue.json("my/type", "{\"x\":1}"))
			.build();

		ContainerInfo created = this.containers.create(info).info();

		assertThat(created).usingRecursiveComparison().ignoringFields("createdAt", "updatedAt").isEqualTo(info);
		assertThat(created.createdAt()).isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
		assertThat(created.updatedAt()).isEqualTo(created.createdAt());
		assertThat(this.containers.get("all").info()).isEqualTo(created);
	}

	@Test
	void createsARecordThatCtrSees() {
		this.containers.create(record("seen").image("some/image:1").label("team", "blue").build());

		assertThat(this.daemon.ctr(this.namespace, "containers", "list"))
			.containsPattern("seen\\s+some/image:1\\s+io.containerd.runc.v2");
		assertThat(this.daemon.ctr(this.namespace, "containers", "info", "seen")).contains("\"team\": \"blue\"");
	}

	@Test
	void readsARecordThatCtrWrote() {
		this.daemon.importBusybox(this.namespace);
		this.daemon.ctr(this.namespace, "containers", "create", "docker.io/library/busybox:local", "by-ctr", "sleep",
				"5");

		ContainerInfo info = this.containers.get("by-ctr").info();

		assertThat(info.image()).isEqualTo("docker.io/library/busybox:local");
		assertThat(info.runtime()).isNotNull().extracting(RuntimeOptions::name).isEqualTo(RuntimeOptions.RUNC_V2);
		assertThat(info.spec()).isNotNull();
		assertThat(info.spec().typeUrl()).isEqualTo(TypedValue.RUNTIME_SPEC);
		assertThat(info.spec().asText()).contains("\"args\":[\"sleep\",\"5\"]");
		assertThat(info.snapshotKey()).isEqualTo("by-ctr");
	}

	@Test
	void belongsToASandboxSince17() {
		ContainerInfo created = this.containers.create(record("c").sandbox("pod").build()).info();

		assertThat(created.sandbox()).isEqualTo(this.daemon.isAtLeast("1.7") ? "pod" : null);
	}

	@Test
	void only16RefusesARecordWithoutASpec() {
		ContainerInfo info = ContainerInfo.builder("bare").build();

		if (this.daemon.isAtLeast("1.7")) {
			assertThat(this.containers.create(info).info().spec()).isNull();
		}
		else {
			assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.containers.create(info));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "types.containerd.io/opencontainers/runtime-spec/1/Spec", "io.example.Unknown",
			"type.googleapis.com/io.example.Unknown" })
	void keepsASpecThatIsNoJsonOrOfAnUnknownType(String typeUrl) {
		TypedValue spec = TypedValue.of(typeUrl, new byte[] { 0, (byte) 0xff, 1, '{' });

		this.containers.create(ContainerInfo.builder("odd").spec(spec).build());

		assertThat(this.containers.get("odd").info().spec()).isEqualTo(spec);
		assertThat(this.containers.list()).singleElement().extracting((odd) -> odd.info().spec()).isEqualTo(spec);
	}

	@Test
	void doesNotCreateARecordTwice() {
		this.containers.create(record("twice").build());

		assertThatExceptionOfType(AlreadyExistsException.class)
			.isThrownBy(() -> this.containers.create(record("twice").build()))
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(ErrorCode.ALREADY_EXISTS);
				assertThat(ex.failure().kind()).isEqualTo("container");
				assertThat(ex.failure().id()).isEqualTo("twice");
				assertThat(ex.failure().namespace()).isEqualTo(this.namespace.name());
				assertThat(ex.failure().operation()).isEqualTo("Containers.Create");
			});
	}

	@Test
	void doesNotFindAMissingContainer() {
		assertThat(this.containers.find("missing")).isEmpty();
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.containers.get("missing"))
			.withMessageContaining("missing")
			.withMessageContaining(this.namespace.name());
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.containers.delete("missing"));
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> this.containers.update("missing", ContainerUpdate.create().label("a", "b")));
	}

	@Test
	void doesNotFindTheContainerOfAnotherNamespace() {
		this.containers.create(record("here").build());
		Namespace other = this.daemon.newNamespace();

		assertThat(other.containers().find("here")).isEmpty();
		assertThat(other.containers().list()).isEmpty();
	}

	@Test
	void listsContainersById() {
		List.of("b", "c", "a").forEach((id) -> this.containers.create(record(id).build()));

		assertThat(this.containers.list()).extracting(Container::id).containsExactly("a", "b", "c");
	}

	@Test
	void listsContainersInOneMessage() {
		List.of("b", "c", "a").forEach((id) -> this.containers.create(record(id).label("for", id).build()));

		assertThat(this.containers.listAtOnce()).extracting(Container::info)
			.isEqualTo(this.containers.list().stream().map(Container::info).toList());
		assertThat(this.containers.listAtOnce(Filter.label("for", "b"))).extracting(Container::id).containsExactly("b");
	}

	@Test
	void filtersByFieldsAndLabels() {
		this.containers.create(record("a").image("img:1").label("team", "blue").label("k/x.y", AWKWARD).build());
		this.containers.create(record("b").image("img:2").label("team", "red").build());
		this.containers.create(record("c").build());

		assertThat(ids(Filter.equal("id", "a"))).containsExactly("a");
		assertThat(ids(Filter.notEqual("id", "a"))).containsExactly("b", "c");
		assertThat(ids(Filter.matches("image", "^img:[0-9]$"))).containsExactly("a", "b");
		assertThat(ids(Filter.present("image"))).containsExactly("a", "b");
		assertThat(ids(Filter.equal("runtime.name", RuntimeOptions.RUNC_V2))).containsExactly("a", "b", "c");
		assertThat(ids(Filter.label("team", "red"))).containsExactly("b");
		assertThat(ids(Filter.label("team"))).containsExactly("a", "b");
		assertThat(ids(Filter.label("k/x.y", AWKWARD))).containsExactly("a");
		assertThat(ids(Filter.label("team").and(Filter.notEqual("id", "a")))).containsExactly("b");
		assertThat(ids(Filter.equal("id", "a"), Filter.equal("id", "c"))).containsExactly("a", "c");
		assertThat(ids(Filter.parse("labels.team==blue,image~=/img/"))).containsExactly("a");
		assertThat(ids(Filter.parseAll("id==a", "id==b"))).containsExactly("a", "b");
	}

	@Test
	void aFieldThatContainerdDoesNotKnowIsAbsent() {
		this.containers.create(record("a").build());

		assertThat(ids(Filter.present("nonsense"))).isEmpty();
		assertThat(ids(Filter.notEqual("nonsense", "x"))).containsExactly("a");
		assertThat(ids(Filter.matches("id", "(unclosed"))).isEmpty();
	}

	@Test
	void listsMoreThanAMessageHolds() {
		TypedValue spec = TypedValue.json(TypedValue.RUNTIME_SPEC, "{\"x\":\"" + "y".repeat(60_000) + "\"}");
		int count = 300;
		IntStream.range(0, count)
			.forEach((i) -> this.containers.create(ContainerInfo.builder("c%03d".formatted(i)).spec(spec).build()));

		assertThatExceptionOfType(ResourceExhaustedException.class).isThrownBy(this.containers::listAtOnce);
		List<Container> listed = this.containers.list();

		assertThat(listed).hasSize(count).extracting(Container::id).isSorted();
		assertThat(listed.stream().mapToLong((container) -> container.info().spec().size()).sum())
			.isGreaterThan(16L * 1024 * 1024);
		assertThat(this.containers.stream().stream().limit(2)).extracting(Container::id)
			.containsExactly("c000", "c001");
	}

	@Test
	void aStreamCanBeClosedBeforeItsEnd() {
		IntStream.range(0, 20).forEach((i) -> this.containers.create(record("c" + i).build()));

		try (ResultStream<Container> stream = this.containers.stream()) {
			assertThat(stream.next().id()).isEqualTo("c0");
		}

		assertThat(this.containers.list()).hasSize(20);
	}

	@Test
	void changesOnlyWhatTheUpdateNames() {
		ContainerInfo before = this.containers
			.create(record("u").image("img:1")
				.label("keep", "1")
				.label("remove.a/b", "2")
				.snapshot("overlayfs", "k1")
				.extension("e.1", TypedValue.json("t", "1"))
				.build())
			.info();

		ContainerInfo after = this.containers
			.update("u",
					ContainerUpdate.create()
						.label("add.x/y", AWKWARD)
						.label("remove.a/b", "")
						.extension("e.2/x", TypedValue.json("t", "2")))
			.info();

		assertThat(after.labels()).isEqualTo(Map.of("keep", "1", "add.x/y", AWKWARD));
		assertThat(after.extensions())
			.isEqualTo(Map.of("e.1", TypedValue.json("t", "1"), "e.2/x", TypedValue.json("t", "2")));
		assertThat(after.updatedAt()).isAfter(before.updatedAt());
		assertThat(after).usingRecursiveComparison()
			.ignoringFields("labels", "extensions", "updatedAt")
			.isEqualTo(before);
		assertThat(this.containers.get("u").info()).isEqualTo(after);
	}

	@Test
	void changesImageSpecAndSnapshotKey() {
		this.containers.create(record("u").image("img:1").label("keep", "1").snapshot("overlayfs", "k1").build());
		TypedValue spec = TypedValue.json(TypedValue.RUNTIME_SPEC, "{\"changed\":true}");

		ContainerInfo after = this.containers
			.update("u", ContainerUpdate.create().image("img:2").spec(spec).snapshotKey("k2"))
			.info();

		assertThat(after.image()).isEqualTo("img:2");
		assertThat(after.spec()).isEqualTo(spec);
		assertThat(after.snapshotKey()).isEqualTo("k2");
		assertThat(after.snapshotter()).isEqualTo("overlayfs");
		assertThat(after.labels()).isEqualTo(Map.of("keep", "1"));
	}

	@Test
	void replacesAllLabels() {
		this.containers.create(record("u").label("a", "1").label("b", "2").build());

		ContainerInfo after = this.containers.update("u", ContainerUpdate.create().replaceLabels(Map.of("b", "3")))
			.info();

		assertThat(after.labels()).isEqualTo(Map.of("b", "3"));
	}

	@Test
	void refusesAnUpdateWithoutAChange() {
		this.containers.create(record("u").label("keep", "1").build());

		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.containers.update("u", ContainerUpdate.create()));

		assertThat(this.containers.get("u").info().labels()).isEqualTo(Map.of("keep", "1"));
	}

	@Test
	void aHandleTellsWhatWasReadLastUntilItIsRefreshed() {
		Container handle = this.containers.create(record("h").label("a", "1").build());
		this.containers.update("h", ContainerUpdate.create().label("a", "2"));

		assertThat(handle.info().labels()).isEqualTo(Map.of("a", "1"));
		assertThat(handle.refresh().labels()).isEqualTo(Map.of("a", "2"));
		assertThat(handle.info().labels()).isEqualTo(Map.of("a", "2"));
		assertThat(handle.update(ContainerUpdate.create().label("a", "3")).labels()).isEqualTo(Map.of("a", "3"));
		assertThat(handle.info().labels()).isEqualTo(Map.of("a", "3"));
	}

	@Test
	void aHandleOfADeletedContainerFindsNothing() {
		Container handle = this.containers.create(record("h").build());

		handle.delete();

		assertThat(this.containers.find("h")).isEmpty();
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(handle::refresh);
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(handle::delete);
	}

	@Test
	void takesAnIdOf76Characters() {
		String id = "x".repeat(76);

		assertThat(this.containers.create(record(id).build()).id()).isEqualTo(id);
		assertThat(this.containers.get(id).id()).isEqualTo(id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "../x", "a\nb", "\uD83D\uDC33",
			"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" })
	void refusesABadIdBeforeItIsSent(String id) {
		try (ContainerdClient unconnected = ContainerdClient.create("/nonexistent/containerd.sock")) {
			ContainerService service = unconnected.namespace("default").containers();

			assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> service.get(id));
			assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> service.find(id));
			assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> service.delete(id));
			assertThatExceptionOfType(InvalidArgumentException.class)
				.isThrownBy(() -> service.update(id, ContainerUpdate.create().label("a", "b")));
			assertThatExceptionOfType(InvalidArgumentException.class)
				.isThrownBy(() -> service.create(ContainerInfo.builder(id).build()));
		}
	}

	private List<String> ids(Filter... filters) {
		return this.containers.list(filters).stream().map(Container::id).toList();
	}

	private static ContainerInfo.Builder record(String id) {
		return ContainerInfo.builder(id).spec(SPEC);
	}

}
