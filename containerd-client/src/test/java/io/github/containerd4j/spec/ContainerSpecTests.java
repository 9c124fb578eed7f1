package io.github.containerd4j.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.Platform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContainerSpecTests {

	private static final ImageConfig IMAGE = ImageConfig.builder(Platform.of("linux", "amd64"))
		.entrypoint("/entry")
		.cmd("a", "b")
		.env(List.of("PATH=/bin", "LANG=C"))
		.workingDir("/work")
		.build();

	@TempDir
	Path directory;

	@Test
	void theCommandFollowsTheRulesOfEntrypointAndCmd() {
		assertThat(args(IMAGE, (b) -> b)).containsExactly("/entry", "a", "b");
		assertThat(args(IMAGE, (b) -> b.args("c"))).containsExactly("/entry", "c");
		assertThat(args(IMAGE, (b) -> b.entrypoint("/mine"))).containsExactly("/mine");
		assertThat(args(IMAGE, (b) -> b.entrypoint("/mine").args("c"))).containsExactly("/mine", "c");
		assertThat(args(IMAGE, (b) -> b.entrypoint().args("c"))).containsExactly("c");
		assertThat(args(null, (b) -> b.args("c"))).containsExactly("c");
	}

	@Test
	void aContainerWithoutACommandIsRefused() {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> args(null, (b) -> b));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> args(IMAGE, (b) -> b.entrypoint()));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> args(IMAGE, (b) -> b.entrypoint("")));
	}

	@Test
	void variablesReplaceThoseOfTheImageOrComeAfterThem() {
		assertThat(env(IMAGE, (b) -> b.env("NEW", "1").env("PATH", "/mine"))).containsExactly("PATH=/mine", "LANG=C",
				"NEW=1");
		assertThat(env(IMAGE, (b) -> b.withoutEnv("LANG"))).containsExactly("PATH=/bin");
		assertThat(env(IMAGE, (b) -> b.env("LANG", "x").withoutEnv("LANG"))).containsExactly("PATH=/bin");
		assertThat(env(IMAGE, ContainerSpec.Builder::tty)).containsExactly("PATH=/bin", "LANG=C", "TERM=xterm");
		assertThat(env(IMAGE, (b) -> b.tty().env("TERM", "vt100"))).contains("TERM=vt100").doesNotContain("TERM=xterm");
	}

	@Test
	void anImageWithoutVariablesGetsAPath() {
		ImageConfig bare = ImageConfig.builder(Platform.of("linux", "amd64")).build();

		assertThat(env(bare, (b) -> b.args("x"))).singleElement().asString().startsWith("PATH=/usr/local/sbin:");
	}

	@Test
	void theWorkingDirectoryIsThatOfTheImage() {
		assertThat(spec(IMAGE, (b) -> b).findText("/process/cwd")).contains("/work");
		assertThat(spec(IMAGE, (b) -> b.cwd("/mine")).findText("/process/cwd")).contains("/mine");
		assertThat(spec(null, (b) -> b.args("x")).findText("/process/cwd")).contains("/");
	}

	@Test
	void cgroupsLieBelowTheNamespaceOrTheParent() {
		assertThat(cgroup((b) -> b)).isEqualTo("/ns/c");
		assertThat(cgroup((b) -> b.cgroupParent("/apps"))).isEqualTo("/apps/c");
		assertThat(cgroup((b) -> b.cgroupParent("apps.slice"))).isEqualTo("apps.slice:containerd4j:c");
		assertThat(cgroup((b) -> b.cgroup("/mine"))).isEqualTo("/mine");
	}

	@Test
	void aMountTakesThePlaceOfTheDefaultOne() {
		SpecDocument spec = spec(IMAGE, (b) -> b.mount(SpecMount.tmpfs("/dev/shm", "size=1m")));

		assertThat(spec.list("/mounts"))
			.filteredOn((mount) -> ((Map<?, ?>) mount).get("destination").equals("/dev/shm"))
			.singleElement()
			.asString()
			.contains("size=1m");
	}

	@Test
	void capabilitiesAreAddedAndDropped() {
		assertThat(capabilities((b) -> b.dropCapabilities("ALL"))).isEmpty();
		assertThat(capabilities((b) -> b.dropCapabilities("ALL").addCapabilities("chown")))
			.containsExactly("CAP_CHOWN");
		assertThat(capabilities((b) -> b.dropCapabilities("chown"))).hasSize(13);
		assertThat(capabilities((b) -> b.addCapabilities("ALL").dropCapabilities("SYS_ADMIN"))).hasSizeGreaterThan(14)
			.doesNotContain("CAP_SYS_ADMIN");
	}

	@Test
	void aCopyDoesNotChangeTheOriginal() {
		ContainerSpec spec = ContainerSpec.builder("c").label("a", "1").env("A", "1").build();

		ContainerSpec changed = spec.toBuilder().label("a", "2").env("A", "2").build();

		assertThat(spec.labels()).containsEntry("a", "1");
		assertThat(changed.labels()).containsEntry("a", "2");
		assertThat(changed.toString()).doesNotContain("A=2");
	}

	@Test
	void restartPoliciesAreLabels() {
		assertThat(labels(RestartPolicy.onFailure(5))).containsEntry("containerd.io/restart.policy", "on-failure:5")
			.containsEntry("containerd.io/restart.status", "running");
		assertThat(labels(RestartPolicy.no())).doesNotContainKey("containerd.io/restart.policy");
		assertThat(RestartPolicy.parse("unless-stopped")).isEqualTo(RestartPolicy.unlessStopped());
		assertThat(RestartPolicy.parse("on-failure:5")).isEqualTo(RestartPolicy.onFailure(5));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> RestartPolicy.parse("always:5"));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> RestartPolicy.parse("sometimes"));
	}

	@Test
	void aSeccompProfileIsReadNowAndSaysWhichFileIsWrong() throws IOException {
		Path broken = Files.writeString(this.directory.resolve("broken.json"), "no json");
		Path empty = Files.writeString(this.directory.resolve("empty.json"), "{}");

		for (Path file : List.of(broken, empty, this.directory.resolve("missing.json"))) {
			assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> SeccompProfile.file(file))
				.withMessageContaining(file.getFileName().toString())
				.withMessageContaining("seccomp profile");
		}
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> SeccompProfile.json("{"))
			.withMessageContaining("seccomp profile");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a/b", "..", "a b", "../../x",
			"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" })
	void refusesIdsThatContainerdWouldRefuse(String id) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> ContainerSpec.builder(id).build());
	}

	@ParameterizedTest
	@MethodSource
	void refusesWhatCannotBeRight(UnaryOperator<ContainerSpec.Builder> option) {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> option.apply(ContainerSpec.builder("c")).build());
	}

	static Stream<UnaryOperator<ContainerSpec.Builder>> refusesWhatCannotBeRight() {
		return Stream.of((b) -> b.image(""), (b) -> b.env("A=", "1"), (b) -> b.env("", "1"), (b) -> b.env("A", "\0"),
				(b) -> b.cwd("relative"), (b) -> b.user(""), (b) -> b.user("a:b:c"), (b) -> b.user(-1, 0),
				(b) -> b.mount(SpecMount.bind("relative", "/x")), (b) -> b.mount(SpecMount.bind("/x", "relative")),
				(b) -> b.mount(SpecMount.tmpfs("relative")), (b) -> b.addCapabilities("CAP_FLY"),
				(b) -> b.rlimit(Rlimit.of("wings", 1)), (b) -> b.rlimit(new Rlimit("nofile", 2, 1)),
				(b) -> b.oomScoreAdjustment(1001), (b) -> b.sysctl("a b", "1"), (b) -> b.sysctl("../x.y", "1"),
				(b) -> b.device(LinuxDevice.of("dev/null")), (b) -> b.device(new LinuxDevice("/dev/null", "/x", "wr")),
				(b) -> b.cdiDevice("gpu0"), (b) -> b.maskedPaths("x"), (b) -> b.cgroup("a/b"),
				(b) -> b.cgroup("/a/../b"), (b) -> b.cgroupParent("x"), (b) -> b.label("", "x"),
				(b) -> b.label("k", "v".repeat(5000)), (b) -> b.annotation("", ""), (b) -> b.runtime(""),
				(b) -> b.sandbox("a/b"), (b) -> b.logUri("/var/log/x"), (b) -> b.hostname(""),
				(b) -> b.userNamespace(List.of(), List.of()),
				(b) -> b.namespace(LinuxNamespace.at(LinuxNamespace.Kind.NETWORK, "x")),
				(b) -> b.namespace(LinuxNamespace.ofContainer(LinuxNamespace.Kind.PID, "../x")));
	}

	private static Map<String, String> labels(RestartPolicy policy) {
		return ContainerSpec.builder("c").restartPolicy(policy).build().recordLabels("");
	}

	private static List<String> args(@Nullable ImageConfig image, UnaryOperator<ContainerSpec.Builder> options) {
		return spec(image, options).texts("/process/args");
	}

	private static List<String> env(ImageConfig image, UnaryOperator<ContainerSpec.Builder> options) {
		return spec(image, options.andThen((b) -> b.args("x"))::apply).texts("/process/env");
	}

	private static String cgroup(UnaryOperator<ContainerSpec.Builder> options) {
		return spec(IMAGE, options).findText("/linux/cgroupsPath").orElseThrow();
	}

	private static List<String> capabilities(UnaryOperator<ContainerSpec.Builder> options) {
		return spec(IMAGE, options).texts("/process/capabilities/effective");
	}

	private static SpecDocument spec(@Nullable ImageConfig image, UnaryOperator<ContainerSpec.Builder> options) {
		SpecContext context = new SpecContext("ns", image, (path) -> List.of(), (id) -> 1, () -> false, Map.of());
		ContainerSpec spec = options.apply(ContainerSpec.builder("c")).build();
		return SpecDocument.of(SpecGenerator.generate(spec, context));
	}

}
