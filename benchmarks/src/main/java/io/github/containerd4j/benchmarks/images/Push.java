package io.github.containerd4j.benchmarks.images;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.benchmarks.Ctr;
import io.github.containerd4j.image.PushOptions;

/**
 * Pushes the sample to a repository that has nothing of it. The floor reads and hashes
 * its layers.
 */
record Push(Ctr ctr, Namespace namespace, Sample sample, String registry, AtomicInteger count) implements Work {

	@Override
	public String title() {
		return "push";
	}

	@Override
	public long bytes() throws IOException {
		return this.sample.size();
	}

	@Override
	public void byCtr() throws Exception {
		this.ctr.run("images", "push", "--plain-http", target(), Sample.NAME);
	}

	@Override
	public void byClient() throws Exception {
		this.namespace.images().push(Sample.NAME, PushOptions.builder().reference(target()).build());
	}

	@Override
	public void floor() throws Exception {
		this.sample.hash();
	}

	@Override
	public void reset() throws Exception {
		// Imported afresh: the labels of an earlier push would let a registry mount its
		// blobs.
		Cleaning.empty(this.namespace);
		this.ctr.run("images", "import", this.sample.archive().toString());
	}

	private String target() {
		return this.registry + "/benchmark/push-" + this.count.incrementAndGet() + ":latest";
	}

}
