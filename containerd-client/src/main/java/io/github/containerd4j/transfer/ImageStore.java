package io.github.containerd4j.transfer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.Labels;
import io.github.containerd4j.oci.Platform;

/**
 * An image of the namespace, to be read or to be stored.
 *
 * @param name the name to read or to store under; empty where an import takes the names
 * of the archive through {@link ExtraReference}s
 * @param labels labels of an image that is stored
 * @param platforms what is taken; empty for all platforms. containerd 1.7 pushes all of
 * them in any case
 * @param allMetadata whether manifests of other platforms are kept too
 * @param manifestLimit how many manifests of an index are taken; 0 for all
 * @param extraReferences further names
 * @param unpacks what is unpacked after it was fetched; containerd 1.7 unpacks only its
 * own platform with its configured snapshotter
 * @since 0.1.0
 */
public record ImageStore(String name, Map<String, String> labels, List<Platform> platforms, boolean allMetadata,
		int manifestLimit, List<ExtraReference> extraReferences,
		List<UnpackConfiguration> unpacks) implements TransferSource, TransferDestination {

	/**
	 * Checks the labels and copies the collections.
	 * @param name the name
	 * @param labels labels of an image that is stored
	 * @param platforms what is taken
	 * @param allMetadata whether manifests of other platforms are kept
	 * @param manifestLimit how many manifests are taken
	 * @param extraReferences further names
	 * @param unpacks what is unpacked
	 * @throws io.github.containerd4j.InvalidArgumentException if a label is not valid
	 */
	public ImageStore {
		labels = Labels.require(labels);
		platforms = List.copyOf(platforms);
		extraReferences = List.copyOf(extraReferences);
		unpacks = List.copyOf(unpacks);
	}

	/**
	 * An image by its name, with all platforms.
	 * @param name the name
	 * @return the endpoint
	 */
	public static ImageStore of(String name) {
		return builder(name).build();
	}

	/**
	 * Starts an image.
	 * @param name the name; may be empty for an import
	 * @return the builder
	 */
	public static Builder builder(String name) {
		return new Builder(name);
	}

	/**
	 * Builds an image endpoint. Not safe for use by many threads.
	 */
	public static final class Builder {

		private final String name;

		private final Map<String, String> labels = new LinkedHashMap<>();

		private final List<Platform> platforms = new ArrayList<>();

		private final List<ExtraReference> extraReferences = new ArrayList<>();

		private final List<UnpackConfiguration> unpacks = new ArrayList<>();

		private boolean allMetadata;

		private int manifestLimit;

		private Builder(String name) {
			this.name = name;
		}

		/**
		 * Adds a label to the image that is stored.
		 * @param key the key
		 * @param value the value
		 * @return this builder
		 */
		public Builder label(String key, String value) {
			this.labels.put(key, value);
			return this;
		}

		/**
		 * Takes a platform. Without this all are taken.
		 * @param platform the platform
		 * @return this builder
		 */
		public Builder platform(Platform platform) {
			this.platforms.add(platform);
			return this;
		}

		/**
		 * Keeps manifests of other platforms too; by default they are left out.
		 * @param allMetadata whether they are kept
		 * @return this builder
		 */
		public Builder allMetadata(boolean allMetadata) {
			this.allMetadata = allMetadata;
			return this;
		}

		/**
		 * Takes at most so many manifests of an index; by default all.
		 * @param limit the number; 0 for all
		 * @return this builder
		 */
		public Builder manifestLimit(int limit) {
			this.manifestLimit = limit;
			return this;
		}

		/**
		 * Adds a further name.
		 * @param reference the name
		 * @return this builder
		 */
		public Builder extraReference(ExtraReference reference) {
			this.extraReferences.add(reference);
			return this;
		}

		/**
		 * Unpacks a platform after it was fetched.
		 * @param platform the platform
		 * @param snapshotter the snapshotter
		 * @return this builder
		 */
		public Builder unpack(Platform platform, String snapshotter) {
			this.unpacks.add(new UnpackConfiguration(platform, snapshotter));
			return this;
		}

		/**
		 * Checks and builds the endpoint.
		 * @return the endpoint
		 * @throws io.github.containerd4j.InvalidArgumentException if a label is not valid
		 */
		public ImageStore build() {
			return new ImageStore(this.name, this.labels, this.platforms, this.allMetadata, this.manifestLimit,
					this.extraReferences, this.unpacks);
		}

	}

}
