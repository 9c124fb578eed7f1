package io.github.containerd4j.sample.demo;

import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.spring.container.DeclaredContainers;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Gives the embedded daemon the image of the declared containers before they are started.
 */
@Component
@ConditionalOnBooleanProperty(DaemonChoice.EMBEDDED_PROPERTY)
class DemoImages implements SmartLifecycle {

	private final EmbeddedContainerd daemon;

	private volatile boolean running;

	DemoImages(EmbeddedContainerd daemon) {
		this.daemon = daemon;
	}

	@Override
	public void start() {
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

}
