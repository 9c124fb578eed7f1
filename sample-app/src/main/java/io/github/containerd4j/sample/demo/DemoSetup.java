package io.github.containerd4j.sample.demo;

import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.spring.container.DeclaredContainers;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes the image and the network of the declared containers before they are started, and
 * removes the network after they have ended.
 */
@Component
@ConditionalOnBooleanProperty(DaemonChoice.EMBEDDED_PROPERTY)
class DemoSetup implements SmartLifecycle, DisposableBean {

	private final EmbeddedContainerd daemon;

	private final DemoNetwork network;

	private volatile boolean running;

	DemoSetup(EmbeddedContainerd daemon, @Value("${sample.demo.place}") String place) {
		this.daemon = daemon;
		this.network = new DemoNetwork(DemoPlace.parse(place));
	}

	@Override
	public void start() {
		DemoNetwork.removeAbandoned();
		this.network.write(this.daemon.address());
		this.daemon.importBusybox("demo");
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return DeclaredContainers.PHASE - 1;
	}

	// Also after a start that failed, when nobody calls stop.
	@Override
	public void destroy() {
		this.network.remove();
	}

}
