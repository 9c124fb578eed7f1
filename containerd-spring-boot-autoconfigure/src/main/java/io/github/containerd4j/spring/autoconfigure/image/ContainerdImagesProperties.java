package io.github.containerd4j.spring.autoconfigure.image;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.github.containerd4j.image.PullPolicy;
import io.github.containerd4j.image.TransferEngine;
import io.github.containerd4j.spring.image.StartupMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;

/**
 * How images are moved, and which ones at the start of the application.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("containerd.images")
public class ContainerdImagesProperties {

	/**
	 * Who moves images between registries and the content store. Without it, the daemon
	 * where its transfer service serves the case, and the client everywhere else.
	 */
	private @Nullable TransferEngine engine;

	/**
	 * How many layers of an image are fetched or sent at the same time by the client.
	 */
	private int concurrency = 3;

	/**
	 * Longest time for one pull or push as a whole. In seconds unless a unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration timeout = Duration.ofHours(1);

	/**
	 * Longest time without a byte of something that is being moved. In seconds unless a
	 * unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration stallTimeout = Duration.ofMinutes(1);

	/**
	 * How long what was fetched stays if this JVM dies during a pull, so that another
	 * pull can go on with it. In seconds unless a unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration leaseExpiry = Duration.ofHours(24);

	/**
	 * Images that are pulled when the application starts, one after the other.
	 */
	private List<String> pullAtStartup = new ArrayList<>();

	private final Startup startup = new Startup();

	private final Events events = new Events();

	public @Nullable TransferEngine getEngine() {
		return this.engine;
	}

	public void setEngine(@Nullable TransferEngine engine) {
		this.engine = engine;
	}

	public int getConcurrency() {
		return this.concurrency;
	}

	public void setConcurrency(int concurrency) {
		this.concurrency = concurrency;
	}

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = timeout;
	}

	public Duration getStallTimeout() {
		return this.stallTimeout;
	}

	public void setStallTimeout(Duration stallTimeout) {
		this.stallTimeout = stallTimeout;
	}

	public Duration getLeaseExpiry() {
		return this.leaseExpiry;
	}

	public void setLeaseExpiry(Duration leaseExpiry) {
		this.leaseExpiry = leaseExpiry;
	}

	public List<String> getPullAtStartup() {
		return this.pullAtStartup;
	}

	public void setPullAtStartup(List<String> pullAtStartup) {
		this.pullAtStartup = pullAtStartup;
	}

	public Startup getStartup() {
		return this.startup;
	}

	public Events getEvents() {
		return this.events;
	}

	/**
	 * Pulls when the application starts.
	 */
	public static class Startup {

		/**
		 * Whether the pulls run in the background, or the application becomes ready only
		 * after them.
		 */
		private StartupMode mode = StartupMode.BACKGROUND;

		/**
		 * Whether the start of the application fails with a pull. Ignored in the
		 * background.
		 */
		private boolean failOnError = false;

		/**
		 * Whether the registry is asked for an image that is there already.
		 */
		private PullPolicy policy = PullPolicy.MISSING;

		/**
		 * Namespace to pull into. Without it, that of the beans without a qualifier.
		 */
		private @Nullable String namespace;

		/**
		 * Platform to pull instead of what the daemon's host runs best, such as
		 * linux/arm64.
		 */
		private @Nullable String platform;

		/**
		 * Whether the pulled images are unpacked, so that containers start at once.
		 */
		private boolean unpack = true;

		/**
		 * Snapshotter to unpack with. Without it, that of the client.
		 */
		private @Nullable String snapshotter;

		/**
		 * Time between two lines in the log about the progress of a pull. In seconds
		 * unless a unit is given.
		 */
		@DurationUnit(ChronoUnit.SECONDS)
		private Duration logInterval = Duration.ofSeconds(5);

		public StartupMode getMode() {
			return this.mode;
		}

		public void setMode(StartupMode mode) {
			this.mode = mode;
		}

		public boolean isFailOnError() {
			return this.failOnError;
		}

		public void setFailOnError(boolean failOnError) {
			this.failOnError = failOnError;
		}

		public PullPolicy getPolicy() {
			return this.policy;
		}

		public void setPolicy(PullPolicy policy) {
			this.policy = policy;
		}

		public @Nullable String getNamespace() {
			return this.namespace;
		}

		public void setNamespace(@Nullable String namespace) {
			this.namespace = namespace;
		}

		public @Nullable String getPlatform() {
			return this.platform;
		}

		public void setPlatform(@Nullable String platform) {
			this.platform = platform;
		}

		public boolean isUnpack() {
			return this.unpack;
		}

		public void setUnpack(boolean unpack) {
			this.unpack = unpack;
		}

		public @Nullable String getSnapshotter() {
			return this.snapshotter;
		}

		public void setSnapshotter(@Nullable String snapshotter) {
			this.snapshotter = snapshotter;
		}

		public Duration getLogInterval() {
			return this.logInterval;
		}

		public void setLogInterval(Duration logInterval) {
			this.logInterval = logInterval;
		}

	}

	/**
	 * Application events.
	 */
	public static class Events {

		/**
		 * Whether the progress of pulls is published as application events.
		 */
		private boolean enabled = true;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

	}

}
