package io.github.containerd4j.container;

final class GrpcContainer implements Container {

	private final GrpcContainerService containers;

	private volatile ContainerInfo info;

	GrpcContainer(GrpcContainerService containers, ContainerInfo info) {
		this.containers = containers;
		this.info = info;
	}

	@Override
	public String id() {
		return this.info.id();
	}

	@Override
	public ContainerInfo info() {
		return this.info;
	}

	@Override
	public ContainerInfo refresh() {
		this.info = this.containers.get(id()).info();
		return this.info;
	}

	@Override
	public ContainerInfo update(ContainerUpdate update) {
		this.info = this.containers.update(id(), update).info();
		return this.info;
	}

	@Override
	public void delete() {
		this.containers.deleteWithRemains(this.info);
	}

	@Override
	public String toString() {
		return "Container[" + id() + "]";
	}

}
