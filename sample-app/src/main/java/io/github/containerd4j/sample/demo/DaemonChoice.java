package io.github.containerd4j.sample.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.connection.ContainerdAddress;
import io.github.containerd4j.connection.SocketDiagnosis;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * Decides which daemon the application talks to, unless
 * {@value DaemonChoice#EMBEDDED_PROPERTY} says so already: the one at the address if one
 * listens there, else one of its own, which also gets the declared containers.
 */
public final class DaemonChoice implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

	static final String EMBEDDED_PROPERTY = "containerd.embedded.enabled";

	private static final String CONTAINERS = "demo/containers.yaml";

	private static final String NETWORK = "demo/network.yaml";

	private static final Logger logger = LoggerFactory.getLogger(DaemonChoice.class);

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		ConfigurableEnvironment environment = event.getEnvironment();
		if (!environment.containsProperty(EMBEDDED_PROPERTY)) {
			boolean embedded = isNobodyAt(address(environment));
			environment.getPropertySources()
				.addLast(new MapPropertySource("daemonChoice", Map.of(EMBEDDED_PROPERTY, Boolean.toString(embedded))));
		}
		if (environment.getProperty(EMBEDDED_PROPERTY, Boolean.class, false)) {
			declareContainers(environment);
		}
	}

	private static void declareContainers(ConfigurableEnvironment environment) {
		environment.getPropertySources().addLast(new MapPropertySource("demoPlace", DemoPlace.choose().properties()));
		load(environment, CONTAINERS);
		if (DemoNetwork.isPossible()) {
			load(environment, NETWORK);
		}
	}

	private static void load(ConfigurableEnvironment environment, String resource) {
		try {
			new YamlPropertySourceLoader().load(resource, new ClassPathResource(resource))
				.forEach(environment.getPropertySources()::addLast);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + resource, ex);
		}
	}

	private static ContainerdAddress address(ConfigurableEnvironment environment) {
		String address = environment.getProperty("containerd.address", "");
		return address.isEmpty() ? ContainerdAddress.detect() : ContainerdAddress.parse(address);
	}

	private static boolean isNobodyAt(ContainerdAddress address) {
		if (!(address instanceof ContainerdAddress.UnixSocket socket)) {
			logger.info("Using the daemon at {}", address);
			return false;
		}
		Optional<SocketDiagnosis> diagnosis = SocketDiagnosis.of(socket.path());
		// Without permission there may well be a daemon.
		boolean nobody = diagnosis.filter((failure) -> failure.code() != ErrorCode.PERMISSION_DENIED).isPresent();
		if (nobody) {
			logger.info("Starting a daemon of its own: {}", diagnosis.get().problem());
		}
		else {
			logger.info("Using the daemon at {}", address);
		}
		return nobody;
	}

}
