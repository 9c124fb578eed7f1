package io.github.containerd4j.spring.container;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.network.NetworkMode;
import io.github.containerd4j.probe.Probe;
import io.github.containerd4j.probe.ProbeCheck;
import io.github.containerd4j.probe.ProbeListener;
import io.github.containerd4j.probe.ProbeStatus;
import org.jspecify.annotations.Nullable;

/**
 * The running probes of one declared container.
 */
final class ContainerProbes {

	private final List<Probe> probes = new CopyOnWriteArrayList<>();

	private final Namespace namespace;

	private final DeclaredContainer container;

	private final Consumer<Object> events;

	private final ThreadFactory threads;

	ContainerProbes(Namespace namespace, DeclaredContainer container, Consumer<Object> events, ThreadFactory threads) {
		this.namespace = namespace;
		this.container = container;
		this.events = events;
		this.threads = threads;
	}

	void start() {
		this.probes.clear();
		for (DeclaredProbe probe : this.container.probes()) {
			this.probes.add(Probe.start(probe.name(), check(probe.question()), probe.options(), listener(probe.name()),
					this.threads));
		}
	}

	// The status of what has ended stays to be looked at.
	void stop() {
		this.probes.forEach(Probe::close);
	}

	Map<String, ProbeStatus> status() {
		Map<String, ProbeStatus> status = new LinkedHashMap<>();
		this.probes.forEach((probe) -> status.put(probe.name(), probe.status()));
		return status;
	}

	private ProbeListener listener(String probe) {
		return (before, after) -> this.events
			.accept(new ContainerProbeEvent(this.container.namespace(), this.container.id(), probe, before, after));
	}

	private ProbeCheck check(DeclaredProbe.Question question) {
		if (question instanceof DeclaredProbe.Command command) {
			return ProbeCheck.exec(() -> this.namespace.tasks().get(this.container.id()), command.command());
		}
		if (question instanceof DeclaredProbe.Connection connection) {
			return ProbeCheck.tcp(() -> address(connection.host(), connection.port()));
		}
		DeclaredProbe.Request request = (DeclaredProbe.Request) question;
		return ProbeCheck.http(() -> address(request.host(), request.port()), request.path());
	}

	private InetSocketAddress address(@Nullable String host, int port) {
		if (host != null) {
			return new InetSocketAddress(host, port);
		}
		if (this.container.network().mode() == NetworkMode.HOST) {
			return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
		}
		List<InetAddress> addresses = this.namespace.containers().get(this.container.id()).ips();
		if (addresses.isEmpty()) {
			throw new IllegalStateException("the container has no address");
		}
		return new InetSocketAddress(addresses.get(0), port);
	}

}
