package io.github.containerd4j.archive;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.lease.LeaseOptions;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.progress.ProgressListener;
import org.jspecify.annotations.Nullable;

/**
 * How an archive is imported. Immutable.
 *
 * @param name the name of the only image of the archive, whatever the archive calls it;
 * {@code null} to go by the archive
 * @param prefix what stands before tags and digests that make no name alone, such as
 * {@code example.com/app}; {@code null} for nothing
 * @param indexName the name of the archive's whole index, as one more image; {@code null}
 * for none
 * @param digestNames which images are named {@code PREFIX@DIGEST}; needs a prefix
 * @param platforms the platforms that are wanted, exactly; empty for all. An image that
 * is no index is taken whatever its platform
 * @param missing what is done about content that is missing
 * @param unpack whether snapshots are made of the layers of what this host runs
 * @param snapshotter the snapshotter that they are made with; {@code null} for the
 * client's default
 * @param labels the labels of the images' records
 * @param timeout the longest time for all of it
 * @param leaseExpiry how long what was imported stays if this JVM dies in between
 * @param maxUncompressedSize how many bytes a compressed archive may have when it is
 * decompressed; layers inside of it count as they are
 * @param progress is told of the progress
 * @since 0.1.0
 */
public record ImportOptions(@Nullable String name, @Nullable String prefix, @Nullable String indexName,
		DigestNames digestNames, List<Platform> platforms, MissingContent missing, boolean unpack,
		@Nullable String snapshotter, Map<String, String> labels, Duration timeout, Duration leaseExpiry,
		long maxUncompressedSize, ProgressListener progress) {

	/** How long an import may take by default: one hour. */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

	/** How large a compressed archive may become by default: 32 GiB. */
	public static final long DEFAULT_MAX_UNCOMPRESSED_SIZE = 32L * 1024 * 1024 * 1024;

	private static final ImportOptions DEFAULTS = builder().build();

	/**
	 * Checks the options and copies the collections.
	 * @param name the name of the only image
	 * @param prefix what stands before tags and digests
	 * @param indexName the name of the whole index
	 * @param digestNames which images are named by their digest
	 * @param platforms the platforms that are wanted
	 * @param missing what is done about content that is missing
	 * @param unpack whether snapshots are made
	 * @param snapshotter the snapshotter
	 * @param labels the labels of the records
	 * @param timeout the longest time for all of it
	 * @param leaseExpiry how long the lease lives if this JVM dies
	 * @param maxUncompressedSize how large a compressed archive may become
	 * @param progress is told of the progress
	 * @throws InvalidArgumentException if a name is empty, a time or size is not
	 * positive, a label is not valid, or names by digest are wanted without a prefix
	 */
	public ImportOptions {
		requireText("image name", name);
		requireText("image name prefix", prefix);
		requireText("image name", indexName);
		platforms = List.copyOf(platforms);
		labels = Labels.require(labels);
		requirePositive("import timeout", timeout);
		requirePositive("lease expiry", leaseExpiry);
		if (maxUncompressedSize <= 0) {
			throw InvalidArgumentException.of("uncompressed size", Long.toString(maxUncompressedSize),
					"it must be positive");
		}
		if (digestNames != DigestNames.NEVER && prefix == null) {
			throw InvalidArgumentException.of("image name prefix", null, "names by digest need one");
		}
	}

	private static void requireText(String kind, @Nullable String text) {
		if (text != null && text.isEmpty()) {
			throw InvalidArgumentException.of(kind, text, "it must not be empty");
		}
	}

	static void requirePositive(String kind, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw InvalidArgumentException.of(kind, value.toString(), "it must be positive");
		}
	}

	/**
	 * Names by the archive, all platforms that are there, this host's unpacked.
	 * @return the options
	 */
	public static ImportOptions defaults() {
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
	public ImportOptions withProgress(ProgressListener progress) {
		return new ImportOptions(this.name, this.prefix, this.indexName, this.digestNames, this.platforms, this.missing,
				this.unpack, this.snapshotter, this.labels, this.timeout, this.leaseExpiry, this.maxUncompressedSize,
				progress);
	}

	/**
	 * Builds options. Not safe for use by many threads.
	 */
	public static final class Builder {

		private @Nullable String name;

		private @Nullable String prefix;

		private @Nullable String indexName;

		private DigestNames digestNames = DigestNames.NEVER;

		private List<Platform> platforms = List.of();

		private MissingContent missing = MissingContent.SKIP_PLATFORMS;

		private boolean unpack = true;

		private @Nullable String snapshotter;

		private Map<String, String> labels = Map.of();

		private Duration timeout = DEFAULT_TIMEOUT;

		private Duration leaseExpiry = LeaseOptions.DEFAULT_EXPIRY;

		private long maxUncompressedSize = DEFAULT_MAX_UNCOMPRESSED_SIZE;

		private ProgressListener progress = ProgressListener.none();

		private Builder() {
		}

		/**
		 * Names the only image of the archive. An archive with several is refused.
		 * @param name the name, taken literally
		 * @return this builder
		 */
		public Builder name(String name) {
			this.name = name;
			return this;
		}

		/**
		 * Completes tags to names: with {@code example.com/app}, an image that the
		 * archive only calls {@code v1} becomes {@code example.com/app:v1}.
		 * @param prefix the prefix
		 * @return this builder
		 */
		public Builder prefix(String prefix) {
			this.prefix = prefix;
			return this;
		}

		/**
		 * Makes an image of the archive's whole index too.
		 * @param name the name, taken literally
		 * @return this builder
		 */
		public Builder indexName(String name) {
			this.indexName = name;
			return this;
		}

		/**
		 * Names images by their digest.
		 * @param digestNames which ones; none by default
		 * @return this builder
		 */
		public Builder digestNames(DigestNames digestNames) {
			this.digestNames = digestNames;
			return this;
		}

		/**
		 * Imports exactly these platforms of indexes. An index with none of them is an
		 * error that lists what it offers.
		 * @param platforms the platforms
		 * @return this builder
		 */
		public Builder platforms(Platform... platforms) {
			this.platforms = List.of(platforms);
			return this;
		}

		/**
		 * Says what is done about missing content.
		 * @param missing by default {@link MissingContent#SKIP_PLATFORMS}
		 * @return this builder
		 */
		public Builder missing(MissingContent missing) {
			this.missing = missing;
			return this;
		}

		/**
		 * Says whether snapshots are made, as {@code ctr images import} does.
		 * @param unpack {@code true} by default
		 * @return this builder
		 */
		public Builder unpack(boolean unpack) {
			this.unpack = unpack;
			return this;
		}

		/**
		 * Unpacks with a certain snapshotter.
		 * @param snapshotter the name of the snapshotter; the client's default otherwise
		 * @return this builder
		 */
		public Builder snapshotter(String snapshotter) {
			this.snapshotter = snapshotter;
			return this;
		}

		/**
		 * Labels the images' records.
		 * @param labels the labels
		 * @return this builder
		 */
		public Builder labels(Map<String, String> labels) {
			this.labels = labels;
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
		 * Says how long the work is kept if this JVM dies.
		 * @param expiry the time, 24 hours by default
		 * @return this builder
		 */
		public Builder leaseExpiry(Duration expiry) {
			this.leaseExpiry = expiry;
			return this;
		}

		/**
		 * Limits what a compressed archive may become.
		 * @param bytes the size in bytes, 32 GiB by default
		 * @return this builder
		 */
		public Builder maxUncompressedSize(long bytes) {
			this.maxUncompressedSize = bytes;
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
		 * @throws InvalidArgumentException if they are not valid
		 */
		public ImportOptions build() {
			return new ImportOptions(this.name, this.prefix, this.indexName, this.digestNames, this.platforms,
					this.missing, this.unpack, this.snapshotter, this.labels, this.timeout, this.leaseExpiry,
					this.maxUncompressedSize, this.progress);
		}

	}

}
