package io.github.containerd4j.benchmarks.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.benchmarks.Ctr;
import io.github.containerd4j.content.WriteOptions;

/**
 * Reads a blob out of the content store and drops it. The floor reads the file.
 */
record ContentRead(Ctr ctr, Namespace namespace, Blob blob) implements Work {

	private static final String ROOT_LABEL = "containerd.io/gc.root";

	@Override
	public String title() {
		return "content read";
	}

	@Override
	public long bytes() {
		return this.blob.size();
	}

	@Override
	public void byCtr() throws Exception {
		this.ctr.run("content", "get", this.blob.digest().toString());
	}

	@Override
	public void byClient() throws IOException {
		try (InputStream input = this.namespace.content().open(this.blob.digest())) {
			Blob.read(input);
		}
	}

	@Override
	public void floor() throws IOException {
		try (InputStream input = Files.newInputStream(this.blob.file())) {
			Blob.read(input);
		}
	}

	@Override
	public void reset() throws IOException {
		if (this.namespace.content().find(this.blob.digest()).isEmpty()) {
			WriteOptions options = WriteOptions.none()
				.withExpected(this.blob.digest())
				.withSize(this.blob.size())
				.withLabel(ROOT_LABEL, "benchmark");
			try (InputStream input = Files.newInputStream(this.blob.file())) {
				this.namespace.content().write("read", input, options);
			}
		}
	}

}
