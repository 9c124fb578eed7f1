package io.github.containerd4j.benchmarks.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.archive.ExportOptions;
import io.github.containerd4j.benchmarks.Ctr;

/**
 * Exports the sample to a file. The floor copies that file.
 */
record Export(Ctr ctr, Namespace namespace, Sample sample, Path output) implements Work {

	@Override
	public String title() {
		return "export";
	}

	@Override
	public long bytes() throws IOException {
		return this.sample.size();
	}

	@Override
	public void byCtr() throws Exception {
		this.ctr.run("images", "export", this.output.toString(), Sample.NAME);
	}

	@Override
	public void byClient() throws Exception {
		this.namespace.images().exportTo(this.output, ExportOptions.defaults(), Sample.NAME);
	}

	@Override
	public void floor() throws Exception {
		Files.copy(this.sample.archive(), this.output);
	}

	@Override
	public void reset() throws Exception {
		Files.deleteIfExists(this.output);
		if (this.namespace.images().find(Sample.NAME).isEmpty()) {
			this.ctr.run("images", "import", this.sample.archive().toString());
		}
	}

}
