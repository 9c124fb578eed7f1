package io.github.containerd4j.spring.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.github.containerd4j.event.Resync;
import io.github.containerd4j.host.ContainerDirectory;
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
	 * Runtime of created containers whose record names none.
	 */
	private String runtime = "io.containerd.runc.v2";

	/**
	 * Longest time that establishing a connection may take. In seconds unless a unit is
	 * given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration connectTimeout = Duration.ofSeconds(10);

	/**
	 * Longest time to wait for the answer of an ordinary call. Waiting for a container
	 * and receiving events have no limit. In seconds unless a unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration requestTimeout = Duration.ofSeconds(30);

	/**
	 * Longest time for a call that moves data or waits for garbage collection. In seconds
	 * unless a unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration operationTimeout = Duration.ofHours(1);

	/**
	 * Largest message that is accepted from the daemon. In bytes unless a unit is given.
	 */
	@DataSizeUnit(DataUnit.BYTES)
	private DataSize maxMessageSize = DataSize.ofMegabytes(16);

	/**
	 * Directory of this machine for what containers need beside containerd: logs and the
	 * files that are mounted into them. Several applications and daemons may share it.
	 */
	private Path dataDirectory = ContainerDirectory.DEFAULT_ROOT;

	private final Ssl ssl = new Ssl();

	private final Grpc grpc = new Grpc();

	private final Health health = new Health();

	private final Events events = new Events();

	private final Metrics metrics = new Metrics();

	private final Observations observations = new Observations();

	private final Embedded embedded = new Embedded();

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

	public String getRuntime() {
		return this.runtime;
	}

	public void setRuntime(String runtime) {
		this.runtime = runtime;
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

	public Path getDataDirectory() {
		return this.dataDirectory;
	}

	public void setDataDirectory(Path dataDirectory) {
		this.dataDirectory = dataDirectory;
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

	public Events getEvents() {
		return this.events;
	}

	public Metrics getMetrics() {
		return this.metrics;
	}

	public Observations getObservations() {
		return this.observations;
	}

	public Embedded getEmbedded() {
		return this.embedded;
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
		 * then is down. Also holds for the info endpoint. In seconds unless a unit is
		 * given.
		 */
		@DurationUnit(ChronoUnit.SECONDS)
		private Duration timeout = Duration.ofSeconds(3);

		private final ContainersHealth containers = new ContainersHealth();

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

		public ContainersHealth getContainers() {
			return this.containers;
		}

	}

	/**
	 * Health of declared containers.
	 */
	public static class ContainersHealth {

		/**
		 * Whether the health of the application includes that of the containers it
		 * declares, with their probes.
		 */
		private boolean enabled = false;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

	}

	/**
	 * Events of the daemon as application events.
	 */
	public static class Events {

		/**
		 * Whether to publish the daemon's events to the application's listeners.
		 */
		private boolean enabled = true;

		/**
		 * Namespaces whose events are published. Empty for all of the daemon.
		 */
		private List<String> namespaces = new ArrayList<>();

		/**
		 * Filters that the daemon applies, in its own syntax; an event that matches one
		 * of them is published. Empty for all events. Cannot be combined with resync.
		 */
		private List<String> filters = new ArrayList<>();

		/**
		 * How many events are kept for slow listeners. Beyond that events are dropped,
		 * and an event gap tells how many.
		 */
		private int bufferSize = 8192;

		/**
		 * Whether to find out what was missed by listing and comparing, and to publish
		 * it.
		 */
		private Resync resync = Resync.NONE;

		private final Backoff backoff = new Backoff();

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public List<String> getNamespaces() {
			return this.namespaces;
		}

		public void setNamespaces(List<String> namespaces) {
			this.namespaces = namespaces;
		}

		public List<String> getFilters() {
			return this.filters;
		}

		public void setFilters(List<String> filters) {
			this.filters = filters;
		}

		public int getBufferSize() {
			return this.bufferSize;
		}

		public void setBufferSize(int bufferSize) {
			this.bufferSize = bufferSize;
		}

		public Resync getResync() {
			return this.resync;
		}

		public void setResync(Resync resync) {
			this.resync = resync;
		}

		public Backoff getBackoff() {
			return this.backoff;
		}

	}

	/**
	 * Waits between attempts to open a lost event stream again.
	 */
	public static class Backoff {

		/**
		 * First wait before a lost event stream is opened again. Doubled with each
		 * failure. In seconds unless a unit is given.
		 */
		@DurationUnit(ChronoUnit.SECONDS)
		private Duration initial = Duration.ofMillis(100);

		/**
		 * Longest wait before a lost event stream is opened again. In seconds unless a
		 * unit is given.
		 */
		@DurationUnit(ChronoUnit.SECONDS)
		private Duration max = Duration.ofSeconds(5);

		public Duration getInitial() {
			return this.initial;
		}

		public void setInitial(Duration initial) {
			this.initial = initial;
		}

		public Duration getMax() {
			return this.max;
		}

		public void setMax(Duration max) {
			this.max = max;
		}

	}

	/**
	 * Meters of the daemon's containers, tasks and events.
	 */
	public static class Metrics {

		/**
		 * Whether to register meters of the daemon's containers, tasks and events.
		 */
		private boolean enabled = true;

		/**
		 * How old the numbers of containers and tasks may become before a scrape has them
		 * read again in the background. In seconds unless a unit is given.
		 */
		@DurationUnit(ChronoUnit.SECONDS)
		private Duration refreshInterval = Duration.ofSeconds(10);

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public Duration getRefreshInterval() {
			return this.refreshInterval;
		}

		public void setRefreshInterval(Duration refreshInterval) {
			this.refreshInterval = refreshInterval;
		}

	}

	/**
	 * Observations of calls.
	 */
	public static class Observations {

		/**
		 * Whether to observe the calls to the daemon: metrics, and spans if there is a
		 * tracer. Needs the gRPC client starter.
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
	 * A private daemon.
	 */
	public static class Embedded {

		/**
		 * Whether to start a private daemon for this application and connect to that. The
		 * address is then ignored. Needs root and the library containerd-embedded.
		 */
		private boolean enabled = false;

		/**
		 * Directory with the programs containerd, containerd-shim-runc-v2 and ctr.
		 * Without it they are looked for on the PATH.
		 */
		private @Nullable Path binDirectory;

		/**
		 * Directory in which the private daemon's own directory is made. Its path must be
		 * short, since that of a socket is limited to 107 bytes.
		 */
		private Path parent = Path.of("/tmp");

		/**
		 * Longest time that the private daemon may take until it serves. In seconds
		 * unless a unit is given.
		 */
		@DurationUnit(ChronoUnit.SECONDS)
		private Duration startTimeout = Duration.ofSeconds(30);

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public @Nullable Path getBinDirectory() {
			return this.binDirectory;
		}

		public void setBinDirectory(@Nullable Path binDirectory) {
			this.binDirectory = binDirectory;
		}

		public Path getParent() {
			return this.parent;
		}

		public void setParent(Path parent) {
			this.parent = parent;
		}

		public Duration getStartTimeout() {
			return this.startTimeout;
		}

		public void setStartTimeout(Duration startTimeout) {
			this.startTimeout = startTimeout;
		}

	}

}
