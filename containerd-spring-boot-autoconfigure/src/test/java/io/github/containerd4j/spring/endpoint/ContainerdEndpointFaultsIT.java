package io.github.containerd4j.spring.endpoint;

import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.spring.endpoint.ActuatorApplication.Answer;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;

import static org.assertj.core.api.Assertions.assertThat;

@DaemonTest
@Timeout(60)
class ContainerdEndpointFaultsIT {

	private static final String LIMIT = "management.endpoint.containerd.timeout=500ms";

	private final TestDaemon daemon;

	ContainerdEndpointFaultsIT(TestDaemon daemon) {
		this.daemon = daemon;
	}

	@Test
	void answers503WithinTheTimeLimitWhileTheDaemonIsFrozen() {
		try (EmbeddedContainerd frozen = this.daemon.startPrivate();
				ActuatorApplication application = ActuatorApplication.start(frozen.address(), LIMIT)) {
			assertThat(application.get("").status()).isEqualTo(200);
			frozen.freeze();

			for (String path : List.of("", "/default", "/default/images", "/default/containers/c", "/-/plugins")) {
				long start = System.nanoTime();
				Answer answer = application.get(path);

				assertThat(Duration.ofNanos(System.nanoTime() - start)).as(path)
					.isBetween(Duration.ofMillis(400), Duration.ofSeconds(5));
				assertThat(answer.status()).as(path).isEqualTo(503);
				assertThat(answer.json().get("code").asString()).as(path).isEqualTo("DEADLINE_EXCEEDED");
			}
			frozen.thaw();

			assertThat(application.get("").status()).isEqualTo(200);
		}
	}

	@Test
	void answers503UntilTheDaemonIsBack() {
		try (EmbeddedContainerd killed = this.daemon.startPrivate();
				ActuatorApplication application = ActuatorApplication.start(killed.address())) {
			killed.kill();

			Answer answer = application.get("");

			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.json().get("code").asString()).isEqualTo("UNAVAILABLE");
			assertThat(answer.json().get("message").asString()).contains("containerd.sock");
			killed.start();
			assertThat(application.get("").status()).isEqualTo(200);
		}
	}

	@Test
	void showsContainersAlthoughAShimIsFrozen(Namespace namespace) throws Exception {
		String image = this.daemon.importBusybox(namespace);
		this.daemon.ctr("--namespace", namespace.name(), "run", "--detach", image, "stuck", "sleep", "1000");
		String shim = shimOf(namespace);
		try (ActuatorApplication application = ActuatorApplication.start(this.daemon.address(),
				"management.endpoint.containerd.timeout=2s")) {
			signal("STOP", shim);

			JsonNode tree = application.get("/" + namespace.name()).json();
			JsonNode detail = application.get("/" + namespace.name() + "/containers/stuck").json();

			assertThat(tree.at("/containers/0/id").asString()).isEqualTo("stuck");
			assertThat(tree.get("problem").asString()).contains("Tasks.List");
			assertThat(detail.at("/snapshot/key").asString()).isEqualTo("stuck");
			assertThat(detail.at("/problems/task").asString()).contains("Tasks.Get");
		}
		finally {
			signal("CONT", shim);
		}
	}

	private static String shimOf(Namespace namespace) {
		return ProcessHandle.allProcesses()
			.filter((process) -> process.info()
				.commandLine()
				.orElse("")
				.contains("-namespace " + namespace.name() + " -id stuck "))
			.findFirst()
			.map((process) -> Long.toString(process.pid()))
			.orElseThrow();
	}

	private static void signal(String name, String pid) throws Exception {
		assertThat(new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor()).isZero();
	}

	@Test
	void startsWithoutADaemon() {
		try (ActuatorApplication application = ActuatorApplication.start("/nowhere/containerd.sock")) {
			assertThat(application.get("").status()).isEqualTo(503);
		}
	}

	@ParameterizedTest
	@CsvSource({ "NEVER, ops, false", "ALWAYS, nobody, true", "WHEN_AUTHORIZED, ops, true",
			"WHEN_AUTHORIZED, guest, false", "WHEN_AUTHORIZED, , false" })
	void showsValuesToThoseWhoMaySeeThem(Show show, String role, boolean shown, Namespace namespace) {
		TypedValue spec = TypedValue.json(TypedValue.RUNTIME_SPEC, "{\"process\": {\"env\": [\"TOKEN=hunter2\"]}}");
		namespace.containers().create(ContainerInfo.builder("secretive").spec(spec).build());
		ContainerdEndpoint endpoint = new ContainerdEndpoint(this.daemon.client(), List.of(), show,
				Duration.ofSeconds(20));
		ContainerdEndpointWebExtension web = new ContainerdEndpointWebExtension(endpoint, show, Set.of("ops"));

		Object detail = web.detail(new User(role), namespace.name(), "containers", "secretive").getBody();

		assertThat(String.valueOf(detail)).contains(shown ? "TOKEN=hunter2" : "TOKEN=******");
	}

	@Test
	void showsValuesOverJmxUnlessNever(Namespace namespace) {
		TypedValue spec = TypedValue.json(TypedValue.RUNTIME_SPEC, "{\"process\": {\"env\": [\"TOKEN=hunter2\"]}}");
		namespace.containers().create(ContainerInfo.builder("secretive").spec(spec).build());

		for (Show show : Show.values()) {
			ContainerdEndpoint endpoint = new ContainerdEndpoint(this.daemon.client(), List.of(), show,
					Duration.ofSeconds(20));
			assertThat(String.valueOf(endpoint.detail(namespace.name(), "containers", "secretive")))
				.contains((show != Show.NEVER) ? "TOKEN=hunter2" : "TOKEN=******");
		}
	}

	/**
	 * A user of one role, or nobody.
	 */
	private record User(String role) implements SecurityContext {

		@Override
		public Principal getPrincipal() {
			return (this.role != null) ? () -> this.role : null;
		}

		@Override
		public boolean isUserInRole(String role) {
			return role.equals(this.role);
		}

	}

}
