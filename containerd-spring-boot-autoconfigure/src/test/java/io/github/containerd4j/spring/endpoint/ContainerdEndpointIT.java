package io.github.containerd4j.spring.endpoint;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.image.ImageInfo;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.sandbox.SandboxInfo;
import io.github.containerd4j.spring.endpoint.ActuatorApplication.Answer;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@DaemonTest
class ContainerdEndpointIT {

	private static final String BUSYBOX = "docker.io/library/busybox:local";

	private static @Nullable ActuatorApplication shared;

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final ActuatorApplication application;

	ContainerdEndpointIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		this.application = application(daemon);
	}

	/**
	 * One application for all tests on one daemon.
	 */
	private static ActuatorApplication application(TestDaemon daemon) {
		ActuatorApplication application = shared;
		if (application == null || !application.isConnectedTo(daemon)) {
			stop();
			application = ActuatorApplication.start(daemon.address());
			shared = application;
		}
		return application;
	}

	@AfterAll
	static void stop() {
		ActuatorApplication application = shared;
		shared = null;
		if (application != null) {
			application.close();
		}
	}

	@Test
	void tellsWhichDaemonItIs() {
		JsonNode body = this.application.get("").json();

		assertThat(body.get("address").asString()).isEqualTo(this.daemon.client().address().toString());
		String versions = this.daemon.ctr("version");
		assertThat(versions).contains(body.get("version").asString()).contains(body.get("revision").asString());
	}

	@Test
	void showsWhatCtrCreatedInThreeNamespaces() {
		List<Namespace> namespaces = List.of(this.namespace, this.daemon.newNamespace(), this.daemon.newNamespace());
		namespaces.forEach((each) -> {
			this.daemon.importBusybox(each);
			ctr(each, "containers", "create", "--label", "team=blue", BUSYBOX, "idle", "true");
			ctr(each, "run", "--detach", BUSYBOX, "busy", "sleep", "1000");
			this.daemon.ctr("namespaces", "label", each.name(), "owner=" + each.name());
		});

		JsonNode tree = this.application.get("").json();

		for (Namespace each : namespaces) {
			JsonNode shown = find(tree.get("namespaces"), "name", each.name());
			assertThat(shown).isEqualTo(this.application.get("/" + each.name()).json());
			assertThat(shown.at("/labels/owner").asString()).isEqualTo(each.name());
			assertThat(shown.get("containers").values()).map((container) -> container.get("id").asString())
				.containsExactly("busy", "idle");
			assertThat(lines(ctr(each, "containers", "list")))
				.containsExactlyInAnyOrderElementsOf(columns(shown.get("containers"), "/id", "/image", "/runtime"));
			assertThat(lines(ctr(each, "tasks", "list"))).containsExactlyElementsOf(
					columns(List.of(find(shown.get("containers"), "id", "busy")), "/id", "/task/pid", "/task/status"));
			JsonNode idle = find(shown.get("containers"), "id", "idle");
			assertThat(idle.at("/labels/team").asString()).isEqualTo("blue");
			assertThat(idle.get("snapshotter").asString()).isEqualTo("overlayfs");
			assertThat(idle.has("task")).isFalse();
			assertThat(Instant.parse(idle.get("createdAt").asString()))
				.isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
			assertThat(idle.has("spec")).isFalse();
		}
	}

	@Test
	void tellsHowATaskEnded() {
		this.daemon.importBusybox(this.namespace);
		ctr(this.namespace, "run", "--detach", BUSYBOX, "ended", "sh", "-c", "exit 3");
		this.namespace.tasks().wait("ended", Duration.ofSeconds(20)).orElseThrow();

		JsonNode task = this.application.get("/" + this.namespace.name()).json().at("/containers/0/task");

		assertThat(task.get("status").asString()).isEqualTo("STOPPED");
		assertThat(task.get("exitStatus").asInt()).isEqualTo(3);
		assertThat(Instant.parse(task.get("exitedAt").asString())).isBeforeOrEqualTo(Instant.now());
		JsonNode detail = detail("ended");
		assertThat(detail.get("task")).isEqualTo(task);
		assertThat(detail.get("processes")).isEmpty();
		assertThat(detail.get("problems")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/no-such-namespace", "/no%20valid%20name", "/-", "/-/images", "/-/containers/x",
			"/no-such-namespace/images", "/no-such-namespace/plugins", "/no-such-namespace/containers/x", "/../x" })
	void answers404ForWhatDoesNotExist(String path) {
		assertThat(this.application.get(path).status()).as(path).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/unknown-kind", "/containers/no-such-container", "/containers/no%20valid%20id",
			"/images/x", "/containers/a/b" })
	void answers404ForWhatANamespaceDoesNotHold(String path) {
		create(ContainerInfo.builder("present"));

		assertThat(this.application.get("/" + this.namespace.name()).status()).isEqualTo(200);
		assertThat(this.application.get("/" + this.namespace.name() + path).status()).as(path).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE" })
	void changesNothing(String method) {
		assertThat(this.application.ask(method, "/" + this.namespace.name()).status()).isEqualTo(405);
	}

	@Test
	void showsLabelsWithLineBreaksAndEmoji() {
		create(ContainerInfo.builder("labelled")
			.label("note", "two\nlines \uD83D\uDC33 \"quoted\"")
			.label("k\u00e9y", "v"));

		JsonNode labels = detail("labelled").get("labels");

		assertThat(labels.get("note").asString()).isEqualTo("two\nlines \uD83D\uDC33 \"quoted\"");
		assertThat(labels.get("k\u00e9y").asString()).isEqualTo("v");
		assertThat(this.application.get("/" + this.namespace.name()).json().at("/containers/0/labels"))
			.isEqualTo(labels);
	}

	@Test
	void showsNoSecretOfTheEnvironmentOrOfLabels() {
		this.daemon.importBusybox(this.namespace);
		ctr(this.namespace, "containers", "create", "--env", "TOKEN=hunter2", "--label", "db.password=hunter2", BUSYBOX,
				"secretive", "serve", "--password", "hunter2");

		Answer answer = this.application.get("/" + this.namespace.name() + "/containers/secretive");

		assertThat(answer.json().at("/spec/value/process/env").values()).map(JsonNode::asString)
			.contains("TOKEN=******", "PATH=******");
		assertThat(answer.body()).doesNotContain("hunter2");
		assertThat(this.application.get("").body()).doesNotContain("hunter2");
		assertThat(this.application.get("/" + this.namespace.name() + "/containers").body()).doesNotContain("hunter2");
	}

	@ParameterizedTest
	@ValueSource(strings = { TypedValue.RUNTIME_SPEC, "example.com/Unknown" })
	void describesASpecThatItCannotRead(String type) {
		byte[] bytes = "\u0001 no JSON".getBytes(StandardCharsets.UTF_8);
		create(ContainerInfo.builder("odd").spec(TypedValue.of(type, bytes)));

		JsonNode spec = detail("odd").get("spec");

		assertThat(spec.get("type").asString()).isEqualTo(type);
		assertThat(spec.get("size").asInt()).isEqualTo(bytes.length);
		assertThat(spec.has("value")).isFalse();
	}

	@Test
	void showsARunningContainerInDetail() {
		this.daemon.importBusybox(this.namespace);
		ctr(this.namespace, "run", "--detach", BUSYBOX, "busy", "sleep", "1000");
		ctr(this.namespace, "tasks", "exec", "--detach", "--exec-id", "extra", "busy", "sleep", "1002");

		JsonNode detail = detail("busy");

		assertThat(detail.get("namespace").asString()).isEqualTo(this.namespace.name());
		assertThat(detail.at("/spec/type").asString()).isEqualTo(TypedValue.RUNTIME_SPEC);
		assertThat(detail.at("/spec/value/process/args/0").asString()).isEqualTo("sleep");
		assertThat(detail.at("/task/status").asString()).isEqualTo("RUNNING");
		assertThat(lines(ctr(this.namespace, "tasks", "ps", "busy")).stream().map((line) -> line.split(" ")[0]))
			.containsExactlyInAnyOrderElementsOf(columns(detail.get("processes"), "/pid"));
		assertThat(find(detail.get("processes"), "execId", "extra").get("pid").asInt()).isPositive();
		assertThat(detail.at("/snapshot/kind").asString()).isEqualTo("ACTIVE");
		assertThat(detail.at("/snapshot/key").asString()).isEqualTo("busy");
		assertThat(detail.at("/snapshot/usage/inodes").asLong()).isPositive();
		assertThat(detail.at("/metrics/type").asString()).contains("cgroups");
		assertThat(detail.at("/metrics/processes").asLong()).isEqualTo(2);
		assertThat(detail.at("/metrics/memoryBytes").asLong()).isPositive();
		assertThat(detail.at("/metrics/cgroup/pids/current").asLong()).isEqualTo(2);
		assertThat(detail.get("problems")).isEmpty();
	}

	@Test
	void showsTheTypesOfExtensionsOnly() {
		create(ContainerInfo.builder("extended")
			.extension("notes", TypedValue.of("example.com/Notes", "hunter2".getBytes(StandardCharsets.UTF_8))));

		JsonNode detail = detail("extended");

		assertThat(detail.at("/extensions/notes").asString()).isEqualTo("example.com/Notes");
		assertThat(detail.toString()).doesNotContain("hunter2");
	}

	@Test
	void listsImages() {
		this.daemon.importBusybox(this.namespace);

		JsonNode images = items("images");

		assertThat(images).hasSize(1);
		assertThat(ctr(this.namespace, "images", "list")).contains(images.at("/0/name").asString())
			.contains(images.at("/0/target/mediaType").asString())
			.contains(images.at("/0/target/digest").asString());
	}

	@Test
	void imagesTellWhatTheirContentTellsWhenAskedTo() {
		this.daemon.importBusybox(this.namespace);
		Image image = this.namespace.images().get(BUSYBOX);
		Descriptor missing = Descriptor.of(MediaTypes.OCI_MANIFEST, new byte[] { 1 });
		this.namespace.images().create(ImageInfo.of("gone", missing));

		JsonNode items = this.application.get("/" + this.namespace.name() + "/images?details=true").json().get("items");

		assertThat(items).hasSize(2);
		for (JsonNode item : items) {
			if (item.get("name").asString().equals("gone")) {
				assertThat(item.at("/details/problem").asString()).contains("not found");
				continue;
			}
			assertThat(item.at("/details/config").asString())
				.isEqualTo(image.readManifest().config().digest().toString());
			assertThat(item.at("/details/platform").asString()).isEqualTo(image.readConfig().platform().toString());
			assertThat(item.at("/details/size").asLong()).isEqualTo(image.readSize());
			assertThat(item.at("/details/problem").isMissingNode()).isTrue();
		}
		assertThat(items("images").at("/0/details").isMissingNode()).isTrue();
	}

	@Test
	void showsConfigAndUsageOfAnImage() {
		this.daemon.importBusybox(this.namespace);
		Image image = this.namespace.images().get(BUSYBOX);

		JsonNode shown = this.application.get("/" + this.namespace.name() + "/images/" + BUSYBOX).json();

		assertThat(shown.get("name").asString()).isEqualTo(BUSYBOX);
		assertThat(shown.at("/target/digest").asString()).isEqualTo(image.target().digest().toString());
		assertThat(shown.at("/platforms/0").asString()).isEqualTo(Platform.host().toString());
		assertThat(shown.at("/config/platform").asString()).isEqualTo(Platform.host().toString());
		assertThat(shown.at("/config/env/0").asString()).isEqualTo("PATH=******");
		assertThat(shown.at("/config/cmd/0").asString()).isEqualTo("sh");
		assertThat(shown.get("size").asLong()).isEqualTo(image.readSize());
		assertThat(shown.get("layers")).hasSize(1);
		assertThat(shown.at("/snapshot/size").asLong()).isEqualTo(image.readUsage().size());
		assertThat(shown.at("/snapshot/key").asString()).isEqualTo(image.readRootFs().top().orElseThrow().toString());
		assertThat(shown.get("problems")).isEmpty();
	}

	@Test
	void showsTheRecordOfAnImageWhoseContentIsMissing() {
		Descriptor target = Descriptor.of(MediaTypes.OCI_MANIFEST, Digest.sha256("nowhere"), 7);
		this.namespace.images().create(ImageInfo.of("gone", target));

		JsonNode shown = this.application.get("/" + this.namespace.name() + "/images/gone").json();

		assertThat(shown.at("/target/digest").asString()).isEqualTo(target.digest().toString());
		assertThat(shown.has("config")).isFalse();
		assertThat(shown.get("size").asLong()).isZero();
		assertThat(shown.at("/problems/config").asString()).contains("NOT_FOUND");
	}

	@Test
	void listsContent() {
		this.daemon.importBusybox(this.namespace);

		assertThat(columns(items("content"), "/digest"))
			.containsExactlyInAnyOrderElementsOf(lines(ctr(this.namespace, "content", "list", "--quiet"), 0));
	}

	@Test
	void listsSnapshotsOfEverySnapshotter() {
		Map<String, String> kept = Map.of("containerd.io/gc.root", "test", "l", "v");
		this.namespace.snapshots("overlayfs").prepare("one", null, kept);
		this.namespace.snapshots("native").prepare("two", null, kept);

		JsonNode snapshots = items("snapshots");

		assertThat(columns(snapshots, "/snapshotter", "/key", "/kind"))
			.containsExactlyInAnyOrder("overlayfs one ACTIVE", "native two ACTIVE");
		assertThat(find(snapshots, "key", "two").at("/labels/l").asString()).isEqualTo("v");
	}

	@Test
	void listsLeases() {
		ctr(this.namespace, "leases", "create", "--id", "mine", "--expires", "1h", "why=test");

		JsonNode leases = items("leases");

		assertThat(leases).hasSize(1);
		assertThat(leases.at("/0/id").asString()).isEqualTo("mine");
		assertThat(leases.at("/0/labels/why").asString()).isEqualTo("test");
		assertThat(Instant.parse(leases.at("/0/expiresAt").asString())).isAfter(Instant.now());
	}

	@Test
	void listsSandboxesOrTellsThatTheDaemonHasNone() {
		create(ContainerInfo.builder("present"));
		if (this.daemon.isAtLeast("1.7")) {
			this.namespace.sandboxes().create(SandboxInfo.builder("pod").label("l", "v").build());

			assertThat(columns(items("sandboxes"), "/id", "/labels/l")).containsExactly("pod v");
			this.namespace.sandboxes().delete("pod");
		}
		else {
			JsonNode listing = this.application.get("/" + this.namespace.name() + "/sandboxes").json();

			assertThat(listing.get("items")).isEmpty();
			assertThat(listing.get("problem").asString()).contains("1.7");
		}
	}

	@Test
	void listsTasksAndContainers() {
		this.daemon.importBusybox(this.namespace);
		ctr(this.namespace, "run", "--detach", BUSYBOX, "busy", "sleep", "1000");

		assertThat(columns(items("tasks"), "/id", "/pid", "/status"))
			.containsExactlyElementsOf(lines(ctr(this.namespace, "tasks", "list")));
		assertThat(items("containers"))
			.isEqualTo(this.application.get("/" + this.namespace.name()).json().get("containers"));
		assertThat(items("containers").at("/0/task")).isEqualTo(items("tasks").get(0));
	}

	@Test
	void listsThePluginsOfTheDaemon() {
		create(ContainerInfo.builder("present"));

		JsonNode plugins = this.application.get("/-/plugins").json().get("items");

		assertThat(items("plugins")).isEqualTo(plugins);
		assertThat(columns(plugins, "/type", "/id"))
			.containsExactlyInAnyOrderElementsOf(lines(this.daemon.ctr("plugins", "list")).stream()
				.map((line) -> line.split(" "))
				.map((words) -> words[0] + " " + words[1])
				.toList());
	}

	@Test
	void worksOverJmx() throws Exception {
		create(ContainerInfo.builder("managed"));
		String name = this.namespace.name();

		Map<?, ?> tree = (Map<?, ?>) this.application.invoke("daemon");
		Map<?, ?> shown = (Map<?, ?>) this.application.invoke("namespace", name);
		Map<?, ?> listing = (Map<?, ?>) this.application.invoke("list", name, "containers");
		Map<?, ?> detail = (Map<?, ?>) this.application.invoke("detail", name, "containers", "managed");

		assertThat(tree.get("address")).isEqualTo(this.daemon.client().address().toString());
		assertThat(tree.get("namespaces")).asInstanceOf(InstanceOfAssertFactories.LIST).contains(shown);
		assertThat(shown.get("name")).isEqualTo(name);
		assertThat(listing.get("items")).isEqualTo(shown.get("containers"));
		assertThat(detail.get("id")).isEqualTo("managed");
		assertThat(Instant.parse((String) detail.get("createdAt"))).isBeforeOrEqualTo(Instant.now());
		assertThat(this.application.invoke("namespace", "no-such-namespace")).isNull();
	}

	private void create(ContainerInfo.Builder container) {
		ContainerInfo info = container.build();
		TypedValue spec = TypedValue.json(TypedValue.RUNTIME_SPEC, "{}");
		this.namespace.containers().create((info.spec() != null) ? info : container.spec(spec).build());
	}

	private JsonNode detail(String id) {
		return this.application.get("/" + this.namespace.name() + "/containers/" + id).json();
	}

	private JsonNode items(String kind) {
		JsonNode listing = this.application.get("/" + this.namespace.name() + "/" + kind).json();
		assertThat(listing.get("namespace").asString()).isEqualTo(this.namespace.name());
		assertThat(listing.get("kind").asString()).isEqualTo(kind);
		assertThat(listing.has("problem")).isFalse();
		return listing.get("items");
	}

	private String ctr(Namespace namespace, String... arguments) {
		return this.daemon.ctr(
				Stream.concat(Stream.of("--namespace", namespace.name()), Stream.of(arguments)).toArray(String[]::new));
	}

	private static List<String> lines(String table) {
		return lines(table, 1);
	}

	private static List<String> lines(String table, int headings) {
		return table.lines().skip(headings).map((line) -> line.strip().replaceAll("\\s+", " ")).toList();
	}

	private static List<String> columns(Iterable<JsonNode> rows, String... pointers) {
		List<String> lines = new ArrayList<>();
		rows.forEach((row) -> lines
			.add(String.join(" ", Stream.of(pointers).map((pointer) -> row.at(pointer).asString()).toList())));
		return lines;
	}

	private static JsonNode find(JsonNode list, String field, String value) {
		for (JsonNode element : list) {
			if (element.path(field).asString("").equals(value)) {
				return element;
			}
		}
		throw new AssertionError("no " + field + " " + value + " in " + list);
	}

}
