package io.github.containerd4j.image;

import java.util.List;
import java.util.Optional;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.ContentInfo;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.host.MountedDirectory;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.lease.LeaseInfo;
import io.github.containerd4j.lease.LeaseOptions;
import io.github.containerd4j.lease.LeaseResource;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.oci.PlatformMatcher;
import io.github.containerd4j.oci.PlatformMismatchException;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.snapshot.SnapshotUsage;
import io.github.containerd4j.unpack.Unpacker;

/**
 * What lies behind the record of an image: content and snapshots.
 */
final class ImageContents {

	private final Namespace namespace;

	private final ImageInfo image;

	private final ImageDocuments documents;

	ImageContents(Namespace namespace, ImageInfo image) {
		this.namespace = namespace;
		this.image = image;
		this.documents = ImageDocuments.of(namespace.content());
	}

	List<OciDescriptor> children() {
		return this.documents.children(this.image.target());
	}

	List<Platform> platforms() {
		return this.documents.platforms(this.image.target());
	}

	OciDescriptor find(PlatformMatcher platforms) {
		try {
			return this.documents.resolve(this.image.target(), platforms);
		}
		catch (PlatformMismatchException ex) {
			// People know the name, not the digest.
			throw new PlatformMismatchException(this.image.name(), platforms, ex.offered());
		}
	}

	Manifest manifest(PlatformMatcher platforms) {
		return this.documents.manifest(find(platforms).content());
	}

	ImageConfig config(PlatformMatcher platforms) {
		return this.documents.config(manifest(platforms).config().content());
	}

	RootFs rootFs(PlatformMatcher platforms) {
		return RootFs.of(config(platforms).diffIds());
	}

	long size() {
		return this.documents.walkAvailable(this.image.target())
			.stream()
			.map((each) -> this.namespace.content().find(each.digest()))
			.flatMap(Optional::stream)
			.mapToLong(ContentInfo::size)
			.sum();
	}

	boolean isUnpacked(PlatformMatcher platforms, String snapshotter) {
		return isUnpacked(rootFs(platforms), this.namespace.snapshots(snapshotter));
	}

	SnapshotUsage usage(PlatformMatcher platforms, String snapshotter) {
		SnapshotService snapshots = this.namespace.snapshots(snapshotter);
		Optional<Digest> top = requireUnpacked(platforms, snapshots);
		return top.map((chainId) -> snapshots.chainUsage(chainId.toString())).orElseGet(() -> new SnapshotUsage(0, 0));
	}

	MountedDirectory mount(PlatformMatcher platforms, String snapshotter) {
		Optional<Digest> top = requireUnpacked(platforms, this.namespace.snapshots(snapshotter));
		return this.namespace.hostMounts().view(snapshotter, top.map(Digest::toString).orElse(null));
	}

	void unpack(PlatformMatcher platforms, String snapshotter) {
		LeaseOptions options = LeaseOptions.forOperation("unpack").withLabel(LeaseInfo.IMAGE_LABEL, this.image.name());
		try (Lease lease = this.namespace.leases().open(options)) {
			// The record may be deleted meanwhile.
			lease.add(LeaseResource.content(this.image.target().digest()));
			Unpacker.over(this.namespace.withLease(lease), snapshotter).unpack(find(platforms).content());
		}
	}

	private Optional<Digest> requireUnpacked(PlatformMatcher platforms, SnapshotService snapshots) {
		RootFs rootFs = rootFs(platforms);
		if (!isUnpacked(rootFs, snapshots)) {
			Failure failure = new Failure("Snapshots.Stat", "image", this.image.name(), this.namespace.name(),
					ErrorCode.FAILED_PRECONDITION);
			throw new FailedPreconditionException(
					failure.describe() + ": it is not unpacked with the snapshotter " + snapshots.snapshotter(),
					failure, null);
		}
		return rootFs.top();
	}

	private static boolean isUnpacked(RootFs rootFs, SnapshotService snapshots) {
		return rootFs.top().map((chainId) -> snapshots.find(chainId.toString()).isPresent()).orElse(true);
	}

}
