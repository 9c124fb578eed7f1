package io.github.containerd4j.benchmarks.images;

import java.io.IOException;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.archive.ImportOptions;
import io.github.containerd4j.benchmarks.Ctr;

/**
 * Imports the sample and unpacks it. The floor reads, hashes and decompresses its layers.
 */
record Import(Ctr ctr, Namespace namespace, Sample sample) implements Work {

	@Override
	public String title() {
		return "import and unpack";
	}

	@Override
	public long bytes() throws IOException {
		return this.sample.size();
	}

	@Override
	public void byCtr() throws Exception {
		this.ctr.run("images", "import", this.sample.archive().toString());
	}

	@Override
	public void byClient() throws Exception {
		this.namespace.images().importFrom(this.sample.archive(), ImportOptions.defaults());
	}

	@Override
	public void floor() throws Exception {
		this.sample.hashAndDecompress();
	}

	@Override
	public void reset() throws Exception {
		Cleaning.empty(this.namespace);
	}

}
