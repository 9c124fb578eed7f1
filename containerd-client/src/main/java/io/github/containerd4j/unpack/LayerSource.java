package io.github.containerd4j.unpack;

import java.util.List;

import io.github.containerd4j.oci.OciDescriptor;

/**
 * Where an {@link Unpacker} gets layers from, so that unpacking one overlaps fetching the
 * next. Called on the unpacking thread.
 *
 * @since 0.1.0
 */
public interface LayerSource {

	/**
	 * Says which layers will be awaited, before the first one is. Called at most once for
	 * an image, and not at all if all of its layers are unpacked already.
	 * @param layers the layers, in the order in which they will be awaited
	 */
	void need(List<OciDescriptor> layers);

	/**
	 * Blocks until a layer is in the content store, and fails if it does not get there.
	 * @param layer the layer
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	void await(OciDescriptor layer) throws InterruptedException;

	/**
	 * Layers that are in the content store already.
	 * @return the source
	 */
	static LayerSource stored() {
		return new LayerSource() {

			@Override
			public void need(List<OciDescriptor> layers) {
			}

			@Override
			public void await(OciDescriptor layer) {
			}

		};
	}

}
