package io.github.containerd4j.spring.autoconfigure.container;

import io.github.containerd4j.network.NetworkMode;
import io.github.containerd4j.probe.ProbeCheck;
import io.github.containerd4j.probe.ProbeOptions;
import io.github.containerd4j.spring.container.DeclaredProbe;

/**
 * The probes that the properties describe.
 */
final class PropertiesProbe {

	private static final int MAX_PORT = 65535;

	private final ProbeProperties probe;

	private final Names names;

	private PropertiesProbe(ProbeProperties probe, Names names) {
		this.probe = probe;
		this.names = names;
	}

	static DeclaredProbe of(String name, ProbeProperties probe, Names names, NetworkMode mode) {
		return new PropertiesProbe(probe, names).create(name, mode);
	}

	private DeclaredProbe create(String name, NetworkMode mode) {
		int questions = (this.probe.getExec().isEmpty() ? 0 : 1) + ((this.probe.getTcpPort() != null) ? 1 : 0)
				+ ((this.probe.getHttpPort() != null) ? 1 : 0);
		if (questions != 1) {
			throw new InvalidContainerPropertyException(this.names.prefix(),
					"needs exactly one of exec, tcp-port and http-port");
		}
		if (this.probe.getExec().isEmpty() && this.probe.getHost() == null && mode == NetworkMode.NONE) {
			throw this.names.invalid("host", "is missing: the container has no network");
		}
		return new DeclaredProbe(name, question(), options());
	}

	private DeclaredProbe.Question question() {
		if (!this.probe.getExec().isEmpty()) {
			return new DeclaredProbe.Command(this.probe.getExec());
		}
		if (this.probe.getTcpPort() != null) {
			return new DeclaredProbe.Connection(this.probe.getHost(), port("tcp-port", this.probe.getTcpPort()));
		}
		int port = port("http-port", (this.probe.getHttpPort() != null) ? this.probe.getHttpPort() : 0);
		this.names.run("http-path", () -> ProbeCheck.http(() -> {
			throw new IllegalStateException("only the path is checked");
		}, this.probe.getHttpPath()));
		return new DeclaredProbe.Request(this.probe.getHost(), port, this.probe.getHttpPath());
	}

	private int port(String name, int port) {
		if (port < 1 || port > MAX_PORT) {
			throw this.names.invalid(name, "must be 1 to " + MAX_PORT + ", and is " + port);
		}
		return port;
	}

	private ProbeOptions options() {
		ProbeOptions options = this.names.get("interval",
				() -> ProbeOptions.defaults().withInterval(this.probe.getInterval()));
		ProbeOptions timed = this.names.get("timeout", () -> options.withTimeout(this.probe.getTimeout()));
		ProbeOptions counted = this.names.get("retries", () -> timed.withRetries(this.probe.getRetries()));
		return this.names.get("start-period",
				() -> counted.withStart(this.probe.getStartPeriod(), this.probe.getStartInterval()));
	}

}
