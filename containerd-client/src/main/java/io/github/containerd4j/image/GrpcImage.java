package io.github.containerd4j.image;

import io.github.containerd4j.content.Descriptor;

final class GrpcImage implements Image {

	private final ImageService images;

	private volatile ImageInfo info;

	GrpcImage(ImageService images, ImageInfo info) {
		this.images = images;
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
	public String toString() {
		return "Image[" + name() + "]";
	}

}
