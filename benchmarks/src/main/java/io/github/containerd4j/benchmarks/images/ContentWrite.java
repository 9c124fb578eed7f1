package io.github.containerd4j.benchmarks.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.benchmarks.Ctr;
import io.github.containerd4j.content.WriteOptions;

/**
 * Writes a blob from a file into the content store. The floor reads and hashes it.
 */
record ContentWrite(Ctr ctr, Namespace namespace, Blob blob) implements Work {

	@Override
	public String title() {
		return "content write";
	}

	@Override
	public long bytes() {
		return this.blob.size();
	}

	@Override
	public void byCtr() throws Exception {
		this.ctr.run(this.blob.file(), "content", "ingest", "--expected-digest", this.blob.digest().toString(),
				"--expected-size", Long.toString(this.blob.size()), "by-ctr");
	}

	@Override
	public void byClient() throws IOException {
		WriteOptions options = WriteOptions.none().withExpected(this.blob.digest()).withSize(this.blob.size());
		try (InputStream input = Files.newInputStream(this.blob.file())) {
			this.namespace.content().write("by-client", input, options);
		}
	}

	@Override
	public void floor() throws IOException {
		Blob.hash(this.blob.file());
	}

	@Override
	public void reset() {
		Cleaning.empty(this.namespace);
	}

}
