package io.github.containerd4j.spring.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DataSizeUnit;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/**
 * Where the daemon is, and how to talk to it.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("containerd")
public class ContainerdProperties {

	/**
	 * Whether to configure containerd's beans at all.
	 */
	private boolean enabled = true;

	/**
	 * Address of the daemon: a socket path, unix:///path, or tcp://host:port for a proxy
	 * before the socket. Without it, CONTAINERD_ADDRESS, the rootful default socket and
	 * the rootless one are tried in this order.
	 */
	private @Nullable String address;

	/**
	 * Namespace of the beans that are injected without a qualifier.
	 */
	private String namespace = "default";

	/**
	 * Further namespaces whose services are injected with @ContainerdNamespace.
	 */
	private List<String> namespaces = new ArrayList<>();

	/**
	 * Snapshotter that images are unpacked for and containers get their file systems
	 * from.
	 */
	private String snapshotter = "overlayfs";

	/**
	 * Longest time that establishing a connection may take.
	 */
	@DurationUnit(ChronoUnit.MILLIS)
	private Duration connectTimeout = Duration.ofSeconds(10);

	/**
	 * Longest time to wait for the answer of an ordinary call. Waiting for a container
	 * and receiving events have no limit.
	 */
	@DurationUnit(ChronoUnit.MILLIS)
	private Duration requestTimeout = Duration.ofSeconds(30);

	/**
	 * Longest time for a call that moves data or waits for garbage collection.
	 */
	@DurationUnit(ChronoUnit.MILLIS)
	private Duration operationTimeout = Duration.ofHours(1);

	/**
	 * Largest message that is accepted from the daemon.
	 */
	@DataSizeUnit(DataUnit.BYTES)
	private DataSize maxMessageSize = DataSize.ofMegabytes(16);

	private final Ssl ssl = new Ssl();

	private final Grpc grpc = new Grpc();

	private final Health health = new Health();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable String getAddress() {
		return this.address;
	}

	public void setAddress(@Nullable String address) {
		this.address = address;
	}

	public String getNamespace() {
		return this.namespace;
	}

	public void setNamespace(String namespace) {
		this.namespace = namespace;
	}

	public List<String> getNamespaces() {
		return this.namespaces;
	}

	public void setNamespaces(List<String> namespaces) {
		this.namespaces = namespaces;
	}

	public String getSnapshotter() {
		return this.snapshotter;
	}

	public void setSnapshotter(String snapshotter) {
		this.snapshotter = snapshotter;
	}

	public Duration getConnectTimeout() {
		return this.connectTimeout;
	}

	public void setConnectTimeout(Duration connectTimeout) {
		this.connectTimeout = connectTimeout;
	}

	public Duration getRequestTimeout() {
		return this.requestTimeout;
	}

	public void setRequestTimeout(Duration requestTimeout) {
		this.requestTimeout = requestTimeout;
	}

	public Duration getOperationTimeout() {
		return this.operationTimeout;
	}

	public void setOperationTimeout(Duration operationTimeout) {
		this.operationTimeout = operationTimeout;
	}

	public DataSize getMaxMessageSize() {
		return this.maxMessageSize;
	}

	public void setMaxMessageSize(DataSize maxMessageSize) {
		this.maxMessageSize = maxMessageSize;
	}

	public Ssl getSsl() {
		return this.ssl;
	}

	public Grpc getGrpc() {
		return this.grpc;
	}

	public Health getHealth() {
		return this.health;
	}

	/**
	 * TLS to a proxy.
	 */
	public static class Ssl {

		/**
		 * Name of the SSL bundle for a proxy at a tcp:// address. Ignored for a socket;
		 * without it the proxy is spoken to in plain text.
		 */
		private @Nullable String bundle;

		public @Nullable String getBundle() {
			return this.bundle;
		}

		public void setBundle(@Nullable String bundle) {
			this.bundle = bundle;
		}

	}

	/**
	 * The gRPC client starter.
	 */
	public static class Grpc {

		/**
		 * Whether the connection is the channel "containerd" of the gRPC client starter,
		 * so that its interceptors, @GrpcClient and grpc.client.containerd.* apply.
		 */
		private boolean enabled = true;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

	}

	/**
	 * Health and info.
	 */
	public static class Health {

		/**
		 * Longest time that a health check may take. A daemon that has not answered by
		 * then is down. Also holds for the info endpoint.
		 */
		@DurationUnit(ChronoUnit.MILLIS)
		private Duration timeout = Duration.ofSeconds(3);

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

	}

}
