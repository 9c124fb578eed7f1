package io.github.containerd4j.benchmarks.handling;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.files.ContainerFiles;
import io.github.containerd4j.files.FileOptions;
import io.github.containerd4j.spec.ContainerSpec;

/**
 * A file of 1 GB into a container that runs, or out of it.
 */
final class FileTransfer implements Line {

	private static final String ID = "files";

	private static final String STORED = "/root/stored";

	private static final String NEW = "/root/new";

	private static final int PIECE = 1 << 20;

	private static final int PIECES = 1000;

	private final Namespace namespace;

	private final String image;

	private final Path source;

	private final Path target;

	private final Way way;

	private List<Container> containers = List.of();

	FileTransfer(Setting setting, Way way) {
		this.namespace = setting.namespace();
		this.image = setting.image();
		this.source = setting.directory().resolve("source");
		this.target = setting.directory().resolve("target");
		this.way = way;
	}

	@Override
	public String title() {
		return this.way.title;
	}

	@Override
	public String yardstick() {
		return this.way.inKernel ? "`cp` on the host" : "`dd bs=128K` on the host";
	}

	@Override
	public String goal() {
		return this.way.inKernel ? "ratio at most 1.2" : "";
	}

	@Override
	public void prepare() throws IOException {
		byte[] piece = new byte[PIECE];
		new Random(1).nextBytes(piece);
		try (OutputStream output = Files.newOutputStream(this.source)) {
			for (int count = 0; count < PIECES; count++) {
				output.write(piece);
			}
		}
		Container container = this.namespace.containers()
			.create(ContainerSpec.builder(ID).image(this.image).args("sleep", "6000").build());
		this.containers = List.of(container);
		container.start();
		container.files().put(STORED, this.source, FileOptions.defaults());
	}

	@Override
	public void byClient() throws IOException {
		this.way.work.run(files(), this.source, this.target);
	}

	private ContainerFiles files() {
		return this.containers.get(0).files();
	}

	@Override
	public void byYardstick() throws Exception {
		List<String> command = this.way.inKernel ? List.of("cp", this.source.toString(), this.target.toString())
				: List.of("dd", "bs=128K", "status=none", "if=" + this.source, "of=" + this.target);
		int code = new ProcessBuilder(command).inheritIO().start().waitFor();
		if (code != 0) {
			throw new IllegalStateException(command.get(0) + " ended with " + code);
		}
	}

	@Override
	public void reset() throws IOException {
		Files.deleteIfExists(this.target);
		if (files().find(NEW).isPresent()) {
			files().delete(NEW);
		}
	}

	@Override
	public void close() throws IOException {
		this.containers.forEach((container) -> container.delete(DeleteOptions.defaults().withForce()));
		Files.deleteIfExists(this.source);
		Files.deleteIfExists(this.target);
	}

	/**
	 * How the file is copied.
	 */
	enum Way {

		/** From a file of the host. */
		PUT("put a file of 1 GB", true, (files, source, target) -> files.put(NEW, source, FileOptions.defaults())),

		/** From a stream. */
		PUT_STREAM("put a stream of 1 GB", false, (files, source, target) -> {
			try (InputStream input = Files.newInputStream(source)) {
				files.put(NEW, input, FileOptions.defaults());
			}
		}),

		/** To a file of the host. */
		GET("get a file of 1 GB", true, (files, source, target) -> files.get(STORED, target)),

		/** To a stream. */
		GET_STREAM("get a stream of 1 GB", false, (files, source, target) -> {
			try (OutputStream output = Files.newOutputStream(target)) {
				files.get(STORED, output);
			}
		});

		private final String title;

		/** Whether no byte gets out of the kernel, as with cp. */
		private final boolean inKernel;

		private final Work work;

		Way(String title, boolean inKernel, Work work) {
			this.title = title;
			this.inKernel = inKernel;
			this.work = work;
		}

	}

	/**
	 * The work by the client.
	 */
	private interface Work {

		void run(ContainerFiles files, Path source, Path target) throws IOException;

	}

}
