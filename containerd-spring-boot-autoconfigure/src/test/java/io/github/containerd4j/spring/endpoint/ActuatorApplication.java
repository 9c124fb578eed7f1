package io.github.containerd4j.spring.endpoint;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.management.JMException;
import javax.management.ObjectName;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.test.TestDaemon;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application of a user, asked as an operator asks it.
 */
final class ActuatorApplication implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private final HttpClient http = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private ActuatorApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static ActuatorApplication start(String address, String... properties) {
		List<String> arguments = new ArrayList<>(
				List.of("--containerd.address=" + address, "--server.port=0", "--server.address=127.0.0.1",
						"--spring.jmx.enabled=true", "--management.endpoints.web.exposure.include=containerd",
						"--management.endpoints.jmx.exposure.include=containerd"));
		List.of(properties).forEach((property) -> arguments.add("--" + property));
		return new ActuatorApplication(SpringApplication.run(Application.class, arguments.toArray(String[]::new)));
	}

	boolean isConnectedTo(TestDaemon daemon) {
		return this.context.getBean(ContainerdClient.class).address().equals(daemon.client().address());
	}

	Answer get(String path) {
		return ask("GET", path);
	}

	Answer ask(String method, String path) {
		return send(method, "/containerd" + path);
	}

	/**
	 * Asks another endpoint than ours.
	 */
	Answer endpoint(String path) {
		return send("GET", path);
	}

	private Answer send(String method, String path) {
		int port = ((WebServerApplicationContext) this.context).getWebServer().getPort();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator" + path))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.timeout(Duration.ofMinutes(2))
			.build();
		try {
			HttpResponse<String> response = this.http.send(request, BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.body());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Object invoke(String operation, String... arguments) throws JMException {
		String[] signature = new String[arguments.length];
		Arrays.fill(signature, String.class.getName());
		return ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("org.springframework.boot:type=Endpoint,name=Containerd"), operation, arguments,
					signature);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * An answer over HTTP.
	 */
	record Answer(int status, String body) {

		JsonNode json() {
			return JSON.readTree(this.body);
		}

		String pretty() {
			return json().toPrettyString();
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
