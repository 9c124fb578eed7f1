package io.github.containerd4j.spring.terminal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.task.ContainerProcess;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Terminals in containers, opened as a browser does.
 */
@DaemonTest
@Timeout(120)
class TerminalIT {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final int MESSAGES = 50_000;

	private static final int SLOW = 8;

	private static final int DROPS = 5;

	private static final String ECHO = "container=c&command=sh&command=-c"
			+ "&command=stty%20raw%20-echo;echo%20ready;exec%20cat";

	private static final String ENDLESS = "container=c&command=cat&command=%2Fdev%2Fzero";

	private static final String[] USER = { "Authorization", "anna" };

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final Task task;

	private @Nullable ConfigurableApplicationContext context;

	TerminalIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		String image = daemon.importBusybox(namespace);
		this.task = namespace.containers()
			.create(ContainerSpec.builder("c").image(image).args("sleep", "600").build())
			.start();
	}

	@AfterEach
	void stop() {
		if (this.context != null) {
			this.context.close();
		}
	}

	@Test
	void runsAShellAndTellsItsExitCode() {
		try (TerminalClient client = TerminalClient.open(start("container=c"), USER)) {
			client.type("echo $((6 * 7))\n");
			client.awaitOutput("42\r\n");
			client.type("exit 3\n");

			assertThat(client.awaitClose()).isEqualTo(1000);
			assertThat(client.messages()).containsExactly("{\"type\":\"exit\",\"code\":3}");
		}
		awaitOnlyTheContainer();
	}

	@Test
	void resizesTheTerminal() {
		try (TerminalClient client = TerminalClient.open(start("container=c&columns=100&rows=30"), USER)) {
			client.type("stty size\n");
			client.awaitOutput("30 100\r\n");
			client.say("{\"type\":\"resize\",\"columns\":132,\"rows\":43}");
			client.type("stty size\n");
			client.awaitOutput("43 132\r\n");
		}
	}

	@Test
	void refusesPagesOfAnotherOrigin() {
		URI uri = start("container=c", "allowed-origins=https://admin.example.org");

		assertThat(TerminalClient.refusal(uri, "Authorization", "anna", "Origin", "https://evil.example.org"))
			.isEqualTo(403);
		assertThat(TerminalClient.refusal(uri, "Authorization", "anna", "Origin", "https://admin.example.org"))
			.isEqualTo(101);
		assertThat(TerminalClient.refusal(uri, "Authorization", "anna", "Origin", "http://127.0.0.1:" + uri.getPort()))
			.isEqualTo(101);
	}

	@Test
	void refusesUsersWhoAreNotAuthenticated() {
		assertThat(TerminalClient.refusal(start("container=c"))).isEqualTo(401);
		stop();
		assertThat(TerminalClient.refusal(start("container=c", "allow-anonymous=true"))).isEqualTo(101);
	}

	@Test
	void refusesWhatIsNotAllowedOrNotRight() {
		URI uri = start("container=c");

		assertThat(TerminalClient.refusal(with(uri, "container=c&namespace=other"), USER)).isEqualTo(403);
		assertThat(TerminalClient.refusal(with(uri, "container=c&command=rm&command=-rf"), USER)).isEqualTo(403);
		assertThat(TerminalClient.refusal(with(uri, ""), USER)).isEqualTo(400);
		assertThat(TerminalClient.refusal(with(uri, "container=c&columns=0"), USER)).isEqualTo(400);
		assertThat(TerminalClient.refusal(with(uri, "container=..%2Fc"), USER)).isEqualTo(400);
	}

	@Test
	void tellsWhyACommandCannotRun() {
		try (TerminalClient client = TerminalClient.open(start("container=missing"), USER)) {
			assertThat(client.awaitClose()).isEqualTo(1011);
			assertThat(client.messages()).singleElement().asString().contains("error").contains("missing");
		}
	}

	@Test
	void carriesAThousandMessagesASecondBothWaysCompleteAndInOrder() {
		try (TerminalClient client = TerminalClient.open(start(ECHO, "allowed-commands=*"), USER)) {
			client.awaitOutput("ready\n");
			StringBuilder expected = new StringBuilder(client.output());
			long begin = System.nanoTime();
			for (int i = 0; i < MESSAGES; i++) {
				String message = "message %05d\n".formatted(i);
				client.type(message);
				expected.append(message);
			}
			client.awaitOutput("message %05d\n".formatted(MESSAGES - 1));
			Duration taken = Duration.ofNanos(System.nanoTime() - begin);

			assertThat(client.output()).isEqualTo(expected.toString());
			assertThat(taken).isLessThan(Duration.ofMillis(MESSAGES));
		}
	}

	@Test
	void holdsTheProcessBackWhenTheClientReadsSlowly() {
		try (TerminalClient client = TerminalClient
			.openSlow(start("container=c&command=head&command=-c&command=24000000&command=%2Fdev%2Fzero",
					"allowed-commands=*"), USER)) {
			client.read(2);
			Awaitility.await().atMost(LIMIT).until(() -> client.bytes() > 0);
			// What was sent and not read is in the sockets' buffers, and in ours, at
			// most.
			assertThat(settled(writer("head"))).isLessThan(20_000_000);

			client.read(Long.MAX_VALUE);
			assertThat(client.awaitClose()).isEqualTo(1000);
			assertThat(client.bytes()).isEqualTo(24_000_000);
		}
	}

	@Test
	void keepsNothingForClientsThatDoNotRead() {
		URI uri = start(ENDLESS, "allowed-commands=*");
		try (TerminalClient other = TerminalClient.open(with(uri, "container=c"), USER)) {
			other.awaitOutput("# ");
			long before = UsedMemory.read();
			List<TerminalClient> slow = Stream.generate(() -> TerminalClient.openSlow(uri, USER)).limit(SLOW).toList();
			Awaitility.await().atMost(LIMIT).until(() -> writers("/dev/zero").size() == SLOW);
			writers("/dev/zero").forEach(TerminalIT::settled);

			assertThat(UsedMemory.read() - before).isLessThan(SLOW * 1024L * 1024L);
			assertThat(handler().sessions()).isEqualTo(SLOW + 1);
			other.type("echo $((6 * 7))\n");
			other.awaitOutput("42\r\n");
			slow.forEach(TerminalClient::drop);
		}
		awaitOnlyTheContainer();
	}

	@Test
	void closesATerminalWhoseClientReadsNothingAndNoOther() {
		URI uri = start(ENDLESS, "allowed-commands=*", "send-timeout=2s");
		try (TerminalClient dead = TerminalClient.openSlow(uri, USER);
				TerminalClient other = TerminalClient.open(with(uri, "container=c"), USER)) {
			other.awaitOutput("# ");
			Awaitility.await().atMost(LIMIT).until(() -> {
				other.type("echo alive\n");
				return handler().sessions() == 1;
			});

			Awaitility.await().atMost(LIMIT).until(() -> writers("/dev/zero").isEmpty());
			other.type("echo $((6 * 7))\n");
			other.awaitOutput("42\r\n");
			dead.read(Long.MAX_VALUE);
			assertThat(dead.awaitClose()).isNotEqualTo(1000);
		}
	}

	@Test
	void holdsTheClientBackWhenTheProcessReadsNothing() {
		URI uri = start("container=c&command=sh&command=-c&command=stty%20raw%20-echo;echo%20ready;exec%20sleep%20601",
				"allowed-commands=*");
		try (TerminalClient other = TerminalClient.open(with(uri, "container=c"), USER)) {
			other.awaitOutput("# ");
			TerminalClient client = TerminalClient.open(uri, USER).awaitOutput("ready");
			long before = UsedMemory.read();

			assertThat(client.sendUntilHeldBack(new byte[16384])).isLessThan(20_000_000);
			assertThat(UsedMemory.read() - before).isLessThan(1024 * 1024);
			other.type("echo $((6 * 7))\n");
			other.awaitOutput("42\r\n");

			client.drop();
			Awaitility.await().atMost(LIMIT).until(() -> writers("601").isEmpty());
			Awaitility.await().atMost(LIMIT).until(() -> handler().sessions() == 1);
		}
	}

	@Test
	void leavesNothingOfConnectionsThatDropInTheMiddle() {
		URI uri = start(ECHO, "allowed-commands=*", "max-sessions=2");
		try (TerminalClient other = TerminalClient.open(uri, USER)) {
			other.awaitOutput("ready\n");
			for (int i = 0; i < DROPS; i++) {
				TerminalClient client = TerminalClient.open(uri, USER).awaitOutput("ready\n");
				client.typeUntilItBreaks("a message\n");
				client.awaitOutput("a message\na message\n");
				client.drop();
				other.type("after drop " + i + "\n");
				other.awaitOutput("after drop " + i + "\n");
				Awaitility.await().atMost(LIMIT).until(() -> handler().sessions() == 1);
			}

			Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(this.task.processes()).hasSize(2));
		}
		awaitOnlyTheContainer();
	}

	@Test
	void killsTheProcessWhenTheConnectionDrops() {
		TerminalClient client = TerminalClient.open(start("container=c"), USER);
		client.type("sleep 601 & sleep 602\n");
		Awaitility.await().atMost(LIMIT).until(() -> this.task.processes().size() == 4);

		client.drop();

		awaitOnlyTheContainer();
		Awaitility.await().atMost(LIMIT).until(() -> handler().sessions() == 0);
	}

	@Test
	void refusesMoreTerminalsThanThereMayBe() {
		URI uri = start("container=c", "max-sessions=1");
		try (TerminalClient first = TerminalClient.open(uri, USER);
				TerminalClient second = TerminalClient.open(uri, USER)) {
			assertThat(second.awaitClose()).isEqualTo(1013);
			first.type("exit\n");
			assertThat(first.awaitClose()).isEqualTo(1000);
		}
		Awaitility.await().atMost(LIMIT).until(() -> handler().sessions() == 0);
		try (TerminalClient third = TerminalClient.open(uri, USER)) {
			third.type("exit 7\n");
			assertThat(third.awaitClose()).isEqualTo(1000);
		}
	}

	@Test
	void closesATerminalThatIsQuiet() {
		try (TerminalClient client = TerminalClient.open(start("container=c", "idle-timeout=1s"), USER)) {
			assertThat(client.awaitClose()).isEqualTo(1008);
		}
		awaitOnlyTheContainer();
	}

	@Test
	void closesATerminalWhoseMessagesAreTooLargeOrNotRight() {
		URI uri = start("container=c", "max-message-size=20KB");
		try (TerminalClient large = TerminalClient.open(uri, USER);
				TerminalClient wrong = TerminalClient.open(uri, USER)) {
			large.send(new byte[30_000]);
			wrong.say("{\"type\":\"shutdown\"}");

			assertThat(large.awaitClose()).isEqualTo(1009);
			assertThat(wrong.awaitClose()).isEqualTo(1007);
		}
	}

	@Test
	void leavesNothingWhenTheApplicationEnds() {
		TerminalClient client = TerminalClient.open(start("container=c"), USER);
		client.type("sleep 601\n");
		Awaitility.await().atMost(LIMIT).until(() -> this.task.processes().size() == 3);

		stop();

		client.awaitClose();
		awaitOnlyTheContainer();
		Set<String> threads = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("containerd-terminal"))
			.collect(Collectors.toSet());
		assertThat(threads).isEmpty();
	}

	private int writer(String argument) {
		return writers(argument).get(0);
	}

	private List<Integer> writers(String argument) {
		return this.task.processes()
			.stream()
			.filter((process) -> process.commandLine().contains(argument))
			.map(ContainerProcess::pid)
			.toList();
	}

	/**
	 * How much a process has written when it does not write any more.
	 */
	private static long settled(long pid) {
		long[] last = { -1 };
		Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(500)).until(() -> {
			long now = written(pid);
			boolean same = now == last[0] && now > 0;
			last[0] = now;
			return same;
		});
		return last[0];
	}

	private static long written(long pid) throws IOException {
		return Files.readAllLines(Path.of("/proc/" + pid + "/io"))
			.stream()
			.filter((line) -> line.startsWith("wchar:"))
			.mapToLong((line) -> Long.parseLong(line.substring("wchar:".length()).strip()))
			.findFirst()
			.orElseThrow();
	}

	private void awaitOnlyTheContainer() {
		Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(this.task.processes()).hasSize(1));
	}

	private TerminalHandler handler() {
		if (this.context == null) {
			throw new IllegalStateException("not started");
		}
		return this.context.getBean(TerminalHandler.class);
	}

	private URI start(String query, String... properties) {
		List<String> arguments = new ArrayList<>(List.of("--containerd.address=" + this.daemon.address(),
				"--containerd.namespace=" + this.namespace.name(), "--server.port=0", "--server.address=127.0.0.1",
				"--containerd.terminal.enabled=true"));
		List.of(properties).forEach((property) -> arguments.add("--containerd.terminal." + property));
		this.context = SpringApplication.run(Application.class, arguments.toArray(String[]::new));
		int port = ((WebServerApplicationContext) this.context).getWebServer().getPort();
		return URI.create("ws://127.0.0.1:" + port + "/containerd/terminal?" + query);
	}

	private static URI with(URI uri, String query) {
		return URI.create(uri.toString().replaceFirst("\\?.*", "?" + query));
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		OncePerRequestFilter authentication() {
			return new OncePerRequestFilter() {

				@Override
				protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
						FilterChain chain) throws ServletException, IOException {
					String user = request.getHeader("Authorization");
					chain.doFilter(new HttpServletRequestWrapper(request) {

						@Override
						public @Nullable Principal getUserPrincipal() {
							return (user != null) ? () -> user : null;
						}

					}, response);
				}

			};
		}

	}

}
