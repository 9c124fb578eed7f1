package io.github.containerd4j.image;

import java.time.Duration;
import java.util.List;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.progress.ProgressListener;
import io.github.containerd4j.registry.RegistryCredentials;
import org.jspecify.annotations.Nullable;

/**
 * How an image is pushed. Immutable. What is {@code null} is taken from the client's
 * {@link ImageSettings}.
 *
 * @param reference the name in the registry; {@code null} for the name of the image
 * @param platform the one platform whose manifest is pushed instead of the index;
 * {@code null} for the index with all that it refers to
 * @param incomplete what is done with an index of which a part is not here
 * @param skipNonDistributable whether layers that may not be distributed stay here, as
 * their media type asks
 * @param credentials what the registry gets; {@code null} to ask the provider of the
 * settings
 * @param concurrency how many blobs are sent at the same time, 1 or more
 * @param timeout the longest time for all of it
 * @param stallTimeout the longest time without a byte of something that is being sent
 * @param engine who moves the image; {@code null} to choose
 * @param progress is told of the progress
 * @since 0.1.0
 */
public record PushOptions(@Nullable String reference, @Nullable Platform platform, Incomplete incomplete,
		boolean skipNonDistributable, @Nullable RegistryCredentials credentials, @Nullable Integer concurrency,
		@Nullable Duration timeout, @Nullable Duration stallTimeout, @Nullable TransferEngine engine,
		ProgressListener progress) {

	private static final PushOptions DEFAULTS = builder().build();

	/**
	 * Checks the options.
	 * @param reference the name in the registry
	 * @param platform the one platform that is pushed
	 * @param incomplete what is done with an incomplete index
	 * @param skipNonDistributable whether non-distributable layers stay here
	 * @param credentials what the registry gets
	 * @param concurrency how many blobs at the same time
	 * @param timeout the longest time for all of it
	 * @param stallTimeout the longest time without a byte
	 * @param engine who moves the image
	 * @param progress is told of the progress
	 * @throws InvalidArgumentException if a number or time is not positive
	 */
	public PushOptions {
		ImageSettings.requirePositive("concurrency", concurrency);
		ImageSettings.requirePositive("timeout", timeout);
		ImageSettings.requirePositive("stall timeout", stallTimeout);
	}

	/**
	 * The image with everything that it refers to, under its own name.
	 * @return the options
	 */
	public static PushOptions defaults() {
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
	 * What is done with an index of which a part is not in the content store, as after a
	 * pull of one platform. Registries refuse an index whose manifests they do not have.
	 */
	public enum Incomplete {

		/**
		 * The push fails before anything is sent, and the error lists what is missing.
		 */
		FAIL,

		/** The manifest of the daemon's host is pushed instead of the index. */
		HOST_PLATFORM

	}

	/**
	 * Builds options. Not safe for use by many threads.
	 */
	public static final class Builder {

		private @Nullable String reference;

		private @Nullable Platform platform;

		private Incomplete incomplete = Incomplete.FAIL;

		private boolean skipNonDistributable = true;

		private @Nullable RegistryCredentials credentials;

		private @Nullable Integer concurrency;

		private @Nullable Duration timeout;

		private @Nullable Duration stallTimeout;

		private @Nullable TransferEngine engine;

		private ProgressListener progress = ProgressListener.none();

		private Builder() {
		}

		/**
		 * Pushes under another name than that of the image.
		 * @param reference the name in the registry
		 * @return this builder
		 */
		public Builder reference(String reference) {
			this.reference = reference;
			return this;
		}

		/**
		 * Pushes the manifest of one platform instead of the index.
		 * @param platform the platform
		 * @return this builder
		 */
		public Builder platform(Platform platform) {
			this.platform = platform;
			return this;
		}

		/**
		 * Says what is done with an index of which a part is not here;
		 * {@link Incomplete#FAIL} by default.
		 * @param incomplete what is done
		 * @return this builder
		 */
		public Builder incomplete(Incomplete incomplete) {
			this.incomplete = incomplete;
			return this;
		}

		/**
		 * Says whether layers that may not be distributed stay here; they do by default.
		 * @param skip whether
		 * @return this builder
		 */
		public Builder skipNonDistributable(boolean skip) {
			this.skipNonDistributable = skip;
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
		 * Sets how many blobs are sent at the same time. The daemon has its own number,
		 * so this makes the client push by itself.
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
		 * Sets the longest time without a byte of something that is being sent.
		 * @param timeout the time, positive
		 * @return this builder
		 */
		public Builder stallTimeout(Duration timeout) {
			this.stallTimeout = timeout;
			return this;
		}

		/**
		 * Sets who moves the image. If that one cannot do what these options ask for, the
		 * push fails before anything is sent.
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
		 * @throws InvalidArgumentException if a value is not valid
		 */
		public PushOptions build() {
			return new PushOptions(this.reference, this.platform, this.incomplete, this.skipNonDistributable,
					this.credentials, this.concurrency, this.timeout, this.stallTimeout, this.engine, this.progress);
		}

	}

}
