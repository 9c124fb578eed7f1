package io.github.containerd4j.spring.container;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.task.TaskService;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which part of an application ends before which.
 */
@DaemonTest
@Timeout(120)
class ShutdownOrderIT {

	private final TestDaemon daemon;

	ShutdownOrderIT(TestDaemon daemon) {
		this.daemon = daemon;
	}

	@Test
	void aRequestThatIsBeingAnsweredStillHasItsContainers(Namespace namespace) throws Exception {
		this.daemon.importBusybox(namespace);
		ConfigurableApplicationContext context = SpringApplication.run(Application.class, "--server.port=0",
				"--server.address=127.0.0.1", "--containerd.address=" + this.daemon.address(),
				"--containerd.namespace=" + namespace.name(),
				"--containerd.containers.web.image=" + BusyboxImage.REFERENCE,
				"--containerd.containers.web.command=sleep,600", "--containerd.containers.web.stop-timeout=0s");
		Requests requests = context.getBean(Requests.class);
		CompletableFuture<HttpResponse<String>> answer = ask(context);
		assertThat(requests.arrived.await(30, TimeUnit.SECONDS)).isTrue();

		context.close();

		assertThat(answer.get(30, TimeUnit.SECONDS).body()).isEqualTo(TaskStatus.RUNNING.name());
		assertThat(namespace.tasks().find("web").filter((task) -> task.info().status() == TaskStatus.RUNNING))
			.isEmpty();
	}

	private static CompletableFuture<HttpResponse<String>> ask(ConfigurableApplicationContext context) {
		int port = ((WebServerApplicationContext) context).getWebServer().getPort();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/status")).build();
		return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Requests requests(TaskService tasks) {
			return new Requests(tasks);
		}

	}

	/**
	 * Answers when the web server waits for its last requests.
	 */
	@RestController
	static class Requests implements SmartLifecycle {

		private final CountDownLatch arrived = new CountDownLatch(1);

		private final CountDownLatch ending = new CountDownLatch(1);

		private final TaskService tasks;

		Requests(TaskService tasks) {
			this.tasks = tasks;
		}

		@GetMapping("/status")
		String status() throws InterruptedException {
			this.arrived.countDown();
			return this.ending.await(30, TimeUnit.SECONDS) ? this.tasks.get("web").info().status().name() : "waited";
		}

		@Override
		public void start() {
			// There is nothing to start.
		}

		@Override
		public void stop() {
			this.ending.countDown();
		}

		@Override
		public boolean isRunning() {
			return this.ending.getCount() > 0;
		}

		@Override
		public int getPhase() {
			return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
		}

	}

}
