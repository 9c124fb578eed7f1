package io.github.containerd4j.image;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.archive.ExportOptions;
import io.github.containerd4j.archive.ImageExporter;
import io.github.containerd4j.archive.ImageImporter;
import io.github.containerd4j.archive.ImportOptions;
import io.github.containerd4j.archive.NamedImage;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.lease.LeaseInfo;
import io.github.containerd4j.lease.LeaseOptions;
import io.github.containerd4j.progress.ImageOperationListener;
import io.github.containerd4j.progress.ImageProgress.Operation;
import io.github.containerd4j.progress.WatchedOperation;

/**
 * Imports and exports archives: brings the lease and the records to what the package
 * {@code archive} does.
 */
final class ImageArchives {

	private final Namespace namespace;

	private final ImageService images;

	private final ImageOperationListener listener;

	ImageArchives(Namespace namespace, ImageService images, ImageOperationListener listener) {
		this.namespace = namespace;
		this.images = images;
		this.listener = listener;
	}

	List<Image> importFrom(Path archive, ImportOptions options) {
		WatchedOperation watched = start(Operation.IMPORT, archive.toString());
		ImportOptions all = options.withProgress(watched.tee(options.progress()));
		return watched.run(() -> underLease(all, (importer, records) -> importer.importFrom(archive, all, records)));
	}

	List<Image> importFrom(InputStream archive, ImportOptions options) {
		WatchedOperation watched = start(Operation.IMPORT, "stream");
		ImportOptions all = options.withProgress(watched.tee(options.progress()));
		return watched.run(() -> underLease(all, (importer, records) -> importer.importFrom(archive, all, records)));
	}

	private WatchedOperation start(Operation operation, String image) {
		return WatchedOperation.start(this.listener, operation, this.namespace.name(), image);
	}

	private List<Image> underLease(ImportOptions options, Import work) {
		List<Image> images = new ArrayList<>();
		ImageRecords records = new ImageRecords(this.images);
		try (Lease lease = this.namespace.leases().open(lease(options))) {
			ImageImporter importer = ImageImporter.over(this.namespace.withLease(lease),
					this.namespace.snapshots().snapshotter());
			work.run(importer, (image) -> images.add(records.put(image.name(), image.target(), options.labels())));
		}
		return List.copyOf(images);
	}

	private static LeaseOptions lease(ImportOptions options) {
		return LeaseOptions.defaults().withExpiry(options.leaseExpiry()).withLabel(LeaseInfo.OPERATION_LABEL, "import");
	}

	void exportTo(Path archive, ExportOptions options, String... names) {
		export(options, names, (all, images) -> exporter().exportTo(archive, all, images));
	}

	void exportTo(OutputStream archive, ExportOptions options, String... names) {
		export(options, names, (all, images) -> exporter().exportTo(archive, all, images));
	}

	private void export(ExportOptions options, String[] names, BiConsumer<ExportOptions, List<NamedImage>> work) {
		List<NamedImage> named = named(names);
		WatchedOperation watched = start(Operation.EXPORT,
				String.join(", ", named.stream().map(NamedImage::name).toList()));
		watched.run(() -> {
			work.accept(options.withProgress(watched.tee(options.progress())), named);
			return named;
		});
	}

	private ImageExporter exporter() {
		return ImageExporter.over(this.namespace.content());
	}

	private List<NamedImage> named(String... names) {
		if (names.length == 0) {
			throw InvalidArgumentException.of("image names", null, "an export needs at least one");
		}
		return Arrays.stream(names)
			.distinct()
			.map((name) -> new NamedImage(name, this.images.get(name).target()))
			.toList();
	}

	/**
	 * What is done under the lease.
	 */
	@FunctionalInterface
	private interface Import {

		void run(ImageImporter importer, Consumer<NamedImage> records);

	}

}
