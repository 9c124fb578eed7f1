package io.github.containerd4j.sample;

import io.github.containerd4j.ContainerdClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Says where everything is when the application is ready.
 */
@Component
class StartupReport {

	private static final Logger logger = LoggerFactory.getLogger(StartupReport.class);

	private final ContainerdClient client;

	private final Environment environment;

	StartupReport(ContainerdClient client, Environment environment) {
		this.client = client;
		this.environment = environment;
	}

	@EventListener
	void on(ApplicationReadyEvent event) {
		String base = "http://" + this.environment.getProperty("server.address", "localhost") + ":"
				+ this.environment.getProperty("local.server.port");
		logger.info("""
				Ready

				  containerd   {}
				  dashboard    {}/
				  health       {}/actuator/health
				  endpoint     {}/actuator/containerd
				  metrics      {}/actuator/prometheus
				""", this.client.address(), base, base, base, base);
	}

}
