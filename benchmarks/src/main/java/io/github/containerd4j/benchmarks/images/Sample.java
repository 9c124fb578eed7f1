package io.github.containerd4j.benchmarks.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.build.ImageBuilder;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.OciDescriptor;

/**
 * An image of five gzip layers with 100 MB of files each, as an archive.
 *
 * @param archive the archive
 * @param layers the compressed layers, as files
 */
record Sample(Path archive, List<Path> layers) {

	/** The image's name in the archive. */
	static final String NAME = "docker.io/benchmark/sample:latest";

	private static final int LAYERS = 5;

	private static final int FILES = 20;

	private static final int FILE_SIZE = 5_000_000;

	private static final int BLOCK = 4096;

	static Sample create(Namespace namespace, Path work) throws IOException {
		ImageBuilder builder = ImageBuilder.in(namespace).name(NAME);
		for (int layer = 0; layer < LAYERS; layer++) {
			builder.layer(tree(work.resolve("tree-" + layer), layer));
		}
		Image image = builder.build();
		Path archive = work.resolve("sample.tar");
		namespace.images().exportTo(archive, NAME);
		List<Path> layers = new ArrayList<>();
		for (OciDescriptor layer : ImageDocuments.of(namespace.content()).manifest(image.target()).layers()) {
			layers.add(save(namespace, layer.content(), work));
		}
		Cleaning.empty(namespace);
		return new Sample(archive, List.copyOf(layers));
	}

	private static Path tree(Path directory, int layer) throws IOException {
		Files.createDirectory(directory);
		SplittableRandom random = new SplittableRandom(layer);
		for (int file = 0; file < FILES; file++) {
			write(directory.resolve("file-" + layer + "-" + file), random);
		}
		return directory;
	}

	/**
	 * Half noise and half repetition, which gzip shrinks to about a half, as it does
	 * programs.
	 */
	private static void write(Path file, SplittableRandom random) throws IOException {
		byte[] noise = new byte[BLOCK];
		byte[] text = "the same words again and again ".repeat(BLOCK / 31 + 1).getBytes();
		try (OutputStream output = Files.newOutputStream(file)) {
			for (int written = 0; written < FILE_SIZE; written += 2 * BLOCK) {
				random.nextBytes(noise);
				output.write(noise);
				output.write(text, 0, BLOCK);
			}
		}
	}

	private static Path save(Namespace namespace, Descriptor layer, Path work) throws IOException {
		Path file = work.resolve("layer-" + layer.digest().encoded());
		try (InputStream input = namespace.content().open(layer.digest())) {
			Files.copy(input, file);
		}
		return file;
	}

	long size() throws IOException {
		return Files.size(this.archive);
	}

	/**
	 * The least that unpacking needs: reading, hashing and decompressing every layer.
	 */
	void hashAndDecompress() throws IOException {
		for (Path layer : this.layers) {
			Blob.hash(layer);
			try (InputStream input = new GZIPInputStream(Files.newInputStream(layer), 1 << 16)) {
				Blob.hash(input);
			}
		}
	}

	/**
	 * The least that sending needs: reading and hashing every layer.
	 */
	void hash() throws IOException {
		for (Path layer : this.layers) {
			Blob.hash(layer);
		}
	}

}
