package io.github.containerd4j.benchmarks.images;

import java.io.IOException;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.benchmarks.Ctr;

/**
 * Pulls the sample from a registry on this machine and unpacks it. The floor reads,
 * hashes and decompresses its layers.
 */
record Pull(Ctr ctr, Namespace namespace, Sample sample, String reference) implements Work {

	@Override
	public String title() {
		return "pull and unpack";
	}

	@Override
	public long bytes() throws IOException {
		return this.sample.size();
	}

	@Override
	public void byCtr() throws Exception {
		this.ctr.run("images", "pull", "--plain-http", this.reference);
	}

	@Override
	public void byClient() throws Exception {
		this.namespace.images().pull(this.reference);
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
