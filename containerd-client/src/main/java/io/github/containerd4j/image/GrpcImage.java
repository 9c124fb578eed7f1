package io.github.containerd4j.image;

import java.util.List;
import java.util.Map;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.host.MountedDirectory;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.oci.PlatformMatcher;
import io.github.containerd4j.snapshot.SnapshotUsage;
import org.jspecify.annotations.Nullable;

final class GrpcImage implements Image {

	private final ImageService images;

	private final Namespace namespace;

	private final @Nullable PlatformMatcher platforms;

	private volatile ImageInfo info;

	GrpcImage(ImageService images, Namespace namespace, ImageInfo info) {
		this(images, namespace, null, info);
	}

	private GrpcImage(ImageService images, Namespace namespace, @Nullable PlatformMatcher platforms, ImageInfo info) {
		this.images = images;
		this.namespace = namespace;
		this.platforms = platforms;
		this.info = info;
	}

	@Override
	public String name() {
		return this.info.name();
	}

	@Override
	public ImageInfo info() {
		return this.info;
	}

	@Override
	public Descriptor target() {
		return this.info.target();
	}

	@Override
	public ImageInfo refresh() {
		this.info = this.images.get(name()).info();
		return this.info;
	}

	@Override
	public ImageInfo update(ImageUpdate update) {
		this.info = this.images.update(name(), update).info();
		return this.info;
	}

	@Override
	public void delete() {
		this.images.delete(name());
	}

	@Override
	public Image withPlatform(PlatformMatcher platforms) {
		return new GrpcImage(this.images, this.namespace, platforms, this.info);
	}

	@Override
	public Image tag(String name) {
		return this.images.tag(name(), name);
	}

	@Override
	public ImageInfo setLabels(Map<String, String> labels) {
		ImageUpdate update = ImageUpdate.create();
		labels.forEach(update::label);
		return update(update);
	}

	@Override
	public List<OciDescriptor> readChildren() {
		return contents().children();
	}

	@Override
	public List<Platform> readPlatforms() {
		return contents().platforms();
	}

	@Override
	public OciDescriptor readManifestDescriptor() {
		return contents().find(platforms());
	}

	@Override
	public Manifest readManifest() {
		return contents().manifest(platforms());
	}

	@Override
	public ImageConfig readConfig() {
		return contents().config(platforms());
	}

	@Override
	public RootFs readRootFs() {
		return contents().rootFs(platforms());
	}

	@Override
	public long readSize() {
		return contents().size();
	}

	@Override
	public SnapshotUsage readUsage() {
		return readUsage(snapshotter());
	}

	@Override
	public SnapshotUsage readUsage(String snapshotter) {
		return contents().usage(platforms(), snapshotter);
	}

	@Override
	public boolean isUnpacked() {
		return isUnpacked(snapshotter());
	}

	@Override
	public boolean isUnpacked(String snapshotter) {
		return contents().isUnpacked(platforms(), snapshotter);
	}

	@Override
	public void unpack() {
		unpack(snapshotter());
	}

	@Override
	public void unpack(String snapshotter) {
		contents().unpack(platforms(), snapshotter);
	}

	@Override
	public ImageCheck check() {
		return new ImageChecker(this.namespace.content()).check(this.info);
	}

	@Override
	public MountedDirectory mountReadOnly() {
		return mountReadOnly(snapshotter());
	}

	@Override
	public MountedDirectory mountReadOnly(String snapshotter) {
		return contents().mount(platforms(), snapshotter);
	}

	private ImageContents contents() {
		return new ImageContents(this.namespace, this.info);
	}

	private String snapshotter() {
		return this.namespace.snapshots().snapshotter();
	}

	private PlatformMatcher platforms() {
		PlatformMatcher chosen = this.platforms;
		return (chosen != null) ? chosen
				: PlatformMatcher.forPlatform(WantedPlatforms.hostOf(this.namespace, snapshotter()));
	}

	@Override
	public String toString() {
		return "Image[" + name() + "]";
	}

}
