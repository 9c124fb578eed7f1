package io.github.containerd4j.build;

import java.io.IOException;

/**
 * A layer that is to be made.
 */
interface LayerPlan {

	Layer make(LayerCompressor compressor, Timestamps times) throws IOException;

	String createdBy();

	static LayerPlan of(LayerContents contents) {
		return new LayerPlan() {

			@Override
			public Layer make(LayerCompressor compressor, Timestamps times) throws IOException {
				return compressor.write((out) -> contents.writeTo(out, times));
			}

			@Override
			public String createdBy() {
				return contents.createdBy();
			}

		};
	}

	static LayerPlan of(TarStream tar) {
		return new LayerPlan() {

			@Override
			public Layer make(LayerCompressor compressor, Timestamps times) throws IOException {
				return tar.store(compressor);
			}

			@Override
			public String createdBy() {
				return LayerContents.CREATED_BY;
			}

		};
	}

}
