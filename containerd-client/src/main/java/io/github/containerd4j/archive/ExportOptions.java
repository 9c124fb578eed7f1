package io.github.containerd4j.archive;

import java.time.Duration;
import java.util.List;

import io.github.containerd4j.oci.Compression;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.progress.ProgressListener;

/**
 * How images are exported. Immutable.
 *
 * @param platforms the platforms of which each one is exported, exactly; empty for those
 * that the namespace has completely
 * @param allPlatforms whether all platforms must be there
 * @param dockerManifest whether the archive can be read by {@code docker load} too
 * @param nonDistributable whether layers that are not to be distributed are exported,
 * where they are there
 * @param compression how the whole archive is compressed
 * @param timeout the longest time for all of it
 * @param progress is told of the progress
 * @since 0.1.0
 */
public record ExportOptions(List<Platform> platforms, boolean allPlatforms, boolean dockerManifest,
		boolean nonDistributable, Compression compression, Duration timeout, ProgressListener progress) {

	/** How long an export may take by default: one hour. */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

	private static final ExportOptions DEFAULTS = builder().build();

	/**
	 * Checks the options and copies the platforms.
	 * @param platforms the platforms
	 * @param allPlatforms whether all platforms must be there
	 * @param dockerManifest whether docker can read it too
	 * @param nonDistributable whether layers that are not to be distributed are exported
	 * @param compression how the whole archive is compressed
	 * @param timeout the longest time for all of it
	 * @param progress is told of the progress
	 * @throws io.github.containerd4j.InvalidArgumentException if the time is not positive
	 */
	public ExportOptions {
		platforms = List.copyOf(platforms);
		ImportOptions.requirePositive("export timeout", timeout);
	}

	/**
	 * All that is there, not compressed, with docker's manifest beside.
	 * @return the options
	 */
	public static ExportOptions defaults() {
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
	 * A copy with another listener.
	 * @param progress is told of the progress
	 * @return the copy
	 */
	public ExportOptions withProgress(ProgressListener progress) {
		return new ExportOptions(this.platforms, this.allPlatforms, this.dockerManifest, this.nonDistributable,
				this.compression, this.timeout, progress);
	}

	/**
	 * Builds options. Not safe for use by many threads.
	 */
	public static final class Builder {

		private List<Platform> platforms = List.of();

		private boolean allPlatforms;

		private boolean dockerManifest = true;

		private boolean nonDistributable = true;

		private Compression compression = Compression.NONE;

		private Duration timeout = DEFAULT_TIMEOUT;

		private ProgressListener progress = ProgressListener.none();

		private Builder() {
		}

		/**
		 * Exports exactly these platforms of an index, which stays as it is and names the
		 * others too. An image that is no index is exported whatever its platform.
		 * @param platforms the platforms
		 * @return this builder
		 */
		public Builder platforms(Platform... platforms) {
			this.platforms = List.of(platforms);
			return this;
		}

		/**
		 * Exports all platforms, and fails if one is missing.
		 * @return this builder
		 */
		public Builder allPlatforms() {
			this.allPlatforms = true;
			return this;
		}

		/**
		 * Says whether docker's {@code manifest.json} is written beside the OCI layout.
		 * @param dockerManifest {@code true} by default
		 * @return this builder
		 */
		public Builder dockerManifest(boolean dockerManifest) {
			this.dockerManifest = dockerManifest;
			return this;
		}

		/**
		 * Says whether layers that are not to be distributed are exported.
		 * @param nonDistributable {@code true} by default
		 * @return this builder
		 */
		public Builder nonDistributable(boolean nonDistributable) {
			this.nonDistributable = nonDistributable;
			return this;
		}

		/**
		 * Compresses the archive. Layers mostly are compressed already.
		 * @param compression the compression, none by default
		 * @return this builder
		 */
		public Builder compression(Compression compression) {
			this.compression = compression;
			return this;
		}

		/**
		 * Limits the time for all of it.
		 * @param timeout the longest time, one hour by default
		 * @return this builder
		 */
		public Builder timeout(Duration timeout) {
			this.timeout = timeout;
			return this;
		}

		/**
		 * Tells somebody of the progress.
		 * @param listener who is told
		 * @return this builder
		 */
		public Builder progress(ProgressListener listener) {
			this.progress = listener;
			return this;
		}

		/**
		 * Builds the options.
		 * @return the options
		 * @throws io.github.containerd4j.InvalidArgumentException if they are not valid
		 */
		public ExportOptions build() {
			return new ExportOptions(this.platforms, this.allPlatforms, this.dockerManifest, this.nonDistributable,
					this.compression, this.timeout, this.progress);
		}

	}

}
