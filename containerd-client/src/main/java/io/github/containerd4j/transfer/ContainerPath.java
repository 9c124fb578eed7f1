package io.github.containerd4j.transfer;

/**
 * Files in a container. containerd 2.3 declares it; no daemon up to 2.3 serves it, so a
 * transfer with it fails with {@link io.github.containerd4j.UnimplementedException}
 * there.
 *
 * @param containerId the container
 * @param path the absolute path in the container
 * @param noWalk whether the path itself is meant and not what is below it
 * @param preserveOwnership whether owners and groups are kept
 * @since 0.1.0
 */
public record ContainerPath(String containerId, String path, boolean noWalk,
		boolean preserveOwnership) implements TransferSource, TransferDestination {

	/**
	 * A path with all that is below it; owners are not kept.
	 * @param containerId the container
	 * @param path the absolute path in the container
	 * @return the endpoint
	 */
	public static ContainerPath of(String containerId, String path) {
		return new ContainerPath(containerId, path, false, false);
	}

}
