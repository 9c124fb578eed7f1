package io.github.containerd4j.image;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.progress.ProgressListener;
import io.github.containerd4j.registry.RegistryCredentials;
import org.jspecify.annotations.Nullable;

/**
 * How an image is pulled. Immutable. What is {@code null} is taken from the client's
 * {@link ImageSettings}.
 *
 * @param platforms the platforms of which each one is fetched, exactly; empty for what
 * the daemon's host runs best
 * @param allPlatforms whether the content of all platforms is fetched; then only what the
 * daemon's host runs is unpacked
 * @param unpack whether snapshots are made of the layers
 * @param snapshotter the snapshotter that they are made with; {@code null} for the
 * client's default
 * @param labels the labels of the image's record
 * @param policy whether the registry is asked for what is there already
 * @param credentials what the registry gets; {@code null} to ask the provider of the
 * settings
 * @param concurrency how many layers are fetched at the same time, 1 or more
 * @param timeout the longest time for all of it
 * @param stallTimeout the longest time without a byte of something that is being fetched
 * @param leaseExpiry how long what was fetched stays if this JVM dies in between
 * @param engine who moves the image; {@code null} to choose
 * @param progress is told of the progress
 * @since 0.1.0
 */
public record PullOptions(List<Platform> platforms, boolean allPlatforms, boolean unpack, @Nullable String snapshotter,
		Map<String, String> labels, PullPolicy policy, @Nullable RegistryCredentials credentials,
		@Nullable Integer concurrency, @Nullable Duration timeout, @Nullable Duration stallTimeout,
		@Nullable Duration leaseExpiry, @Nullable TransferEngine engine, ProgressListener progress) {

	private static final PullOptions DEFAULTS = builder().build();

	/**
	 * Checks the options and copies the collections.
	 * @param platforms the platforms
	 * @param allPlatforms whether all platforms are fetched
	 * @param unpack whether snapshots are made
	 * @param snapshotter the snapshotter
	 * @param labels the labels of the record
	 * @param policy whether the registry is asked
	 * @param credentials what the registry gets
	 * @param concurrency how many layers at the same time
	 * @param timeout the longest time for all of it
	 * @param stallTimeout the longest time without a byte
	 * @param leaseExpiry how long the lease lives if this JVM dies
	 * @param engine who moves the image
	 * @param progress is told of the progress
	 * @throws InvalidArgumentException if a number or time is not positive, a label is
	 * not valid, or platforms are named although all are wanted
	 */
	public PullOptions {
		platforms = List.copyOf(platforms);
		labels = Labels.require(labels);
		if (allPlatforms && !platforms.isEmpty()) {
			throw InvalidArgumentException.of("platforms", platforms.toString(),
					"either some platforms or all of them can be asked for");
		}
		ImageSettings.requirePositive("concurrency", concurrency);
		ImageSettings.requirePositive("timeout", timeout);
		ImageSettings.requirePositive("stall timeout", stallTimeout);
		ImageSettings.requirePositive("lease expiry", leaseExpiry);
	}

	/**
	 * What the daemon's host runs, unpacked; the registry is asked in any case.
	 * @return the options
	 */
	public static PullOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Starts with the defaults.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builds options. Not safe for use by many threads.
	 */
	public static final class Builder {

		private List<Platform> platforms = List.of();

		private boolean allPlatforms;

		private boolean unpack = true;

		private @Nullable String snapshotter;

		private Map<String, String> labels = Map.of();

		private PullPolicy policy = PullPolicy.ALWAYS;

		private @Nullable RegistryCredentials credentials;

		private @Nullable Integer concurrency;

		private @Nullable Duration timeout;

		private @Nullable Duration stallTimeout;

		private @Nullable Duration leaseExpiry;

		private @Nullable TransferEngine engine;

		private ProgressListener progress = ProgressListener.none();

		private Builder() {
		}

		/**
		 * Fetches exactly these platforms. One that the image does not offer is an error
		 * that lists what it offers.
		 * @param platforms the platforms
		 * @return this builder
		 */
		public Builder platforms(Platform... platforms) {
			this.platforms = List.of(platforms);
			return this;
		}

		/**
		 * Fetches the content of all platforms and unpacks what the daemon's host runs.
		 * @return this builder
		 */
		public Builder allPlatforms() {
			this.allPlatforms = true;
			return this;
		}

		/**
		 * Says whether snapshots are made of the layers; they are by default. An artifact
		 * that is no image never is unpacked.
		 * @param unpack whether
		 * @return this builder
		 */
		public Builder unpack(boolean unpack) {
			this.unpack = unpack;
			return this;
		}

		/**
		 * Sets the snapshotter; the client's default by default.
		 * @param snapshotter the name of the snapshotter
		 * @return this builder
		 */
		public Builder snapshotter(String snapshotter) {
			this.snapshotter = snapshotter;
			return this;
		}

		/**
		 * Sets the labels of the image's record; none by default.
		 * @param labels the labels
		 * @return this builder
		 */
		public Builder labels(Map<String, String> labels) {
			this.labels = labels;
			return this;
		}

		/**
		 * Says whether the registry is asked for what is there already;
		 * {@link PullPolicy#ALWAYS} by default.
		 * @param policy the policy
		 * @return this builder
		 */
		public Builder policy(PullPolicy policy) {
			this.policy = policy;
			return this;
		}

		/**
		 * Sets what the registry gets, instead of what the provider of the settings has.
		 * @param credentials the credentials
		 * @return this builder
		 */
		public Builder credentials(RegistryCredentials credentials) {
			this.credentials = credentials;
			return this;
		}

		/**
		 * Sets how many layers are fetched at the same time. The daemon has its own
		 * number, so this makes the client fetch by itself.
		 * @param concurrency the number, 1 or more
		 * @return this builder
		 */
		public Builder concurrency(int concurrency) {
			this.concurrency = concurrency;
			return this;
		}

		/**
		 * Sets the longest time for all of it.
		 * @param timeout the time, positive
		 * @return this builder
		 */
		public Builder timeout(Duration timeout) {
			this.timeout = timeout;
			return this;
		}

		/**
		 * Sets the longest time without a byte of something that is being fetched.
		 * @param timeout the time, positive
		 * @return this builder
		 */
		public Builder stallTimeout(Duration timeout) {
			this.stallTimeout = timeout;
			return this;
		}

		/**
		 * Sets how long what was fetched stays if this JVM dies in between, so that
		 * another pull can go on with it.
		 * @param expiry the time, positive; not shorter than the pull should take
		 * @return this builder
		 */
		public Builder leaseExpiry(Duration expiry) {
			this.leaseExpiry = expiry;
			return this;
		}

		/**
		 * Sets who moves the image. If that one cannot do what these options ask for, the
		 * pull fails before anything is sent.
		 * @param engine the engine
		 * @return this builder
		 */
		public Builder engine(TransferEngine engine) {
			this.engine = engine;
			return this;
		}

		/**
		 * Sets who is told of the progress; nobody by default.
		 * @param listener the listener
		 * @return this builder
		 */
		public Builder progress(ProgressListener listener) {
			this.progress = listener;
			return this;
		}

		/**
		 * Makes the options.
		 * @return the options
		 * @throws InvalidArgumentException if they contradict themselves, or a value is
		 * not valid
		 */
		public PullOptions build() {
			return new PullOptions(this.platforms, this.allPlatforms, this.unpack, this.snapshotter, this.labels,
					this.policy, this.credentials, this.concurrency, this.timeout, this.stallTimeout, this.leaseExpiry,
					this.engine, this.progress);
		}

	}

}
