package io.github.containerd4j.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The standard streams of one run of a plugin. They are files, not pipes: nobody has to
 * read or write at the same time, and a child that a plugin leaves behind with them open
 * cannot hold anybody up. Once the plugin runs they have no names any more, so that a
 * process that is killed leaves none behind.
 */
final class PluginFiles implements AutoCloseable {

	private static final int SHOWN = 2048;

	private final Path input;

	private final Path output;

	private final Path error;

	private final FileChannel outputChannel;

	private final FileChannel errorChannel;

	private PluginFiles(Path input, Path output, Path error) throws IOException {
		this.input = input;
		this.output = output;
		this.error = error;
		this.outputChannel = FileChannel.open(output, StandardOpenOption.READ);
		this.errorChannel = FileChannel.open(error, StandardOpenOption.READ);
	}

	static PluginFiles create(String input) throws IOException {
		// Only this user can read them: a configuration may hold secrets.
		PluginFiles files = new PluginFiles(create(), create(), create());
		Files.writeString(files.input, input);
		return files;
	}

	private static Path create() throws IOException {
		return Files.createTempFile("containerd4j-cni-", null);
	}

	void redirect(ProcessBuilder builder) {
		builder.redirectInput(this.input.toFile())
			.redirectOutput(this.output.toFile())
			.redirectError(this.error.toFile());
	}

	void unlink() throws IOException {
		Files.deleteIfExists(this.input);
		Files.deleteIfExists(this.output);
		Files.deleteIfExists(this.error);
	}

	long size() throws IOException {
		return Math.max(this.outputChannel.size(), this.errorChannel.size());
	}

	String output(int limit) throws IOException {
		return read(this.outputChannel, limit);
	}

	/**
	 * What a person needs to see of both streams.
	 */
	String shown() throws IOException {
		return (read(this.outputChannel, SHOWN).strip() + " " + read(this.errorChannel, SHOWN).strip()).strip();
	}

	private static String read(FileChannel channel, int limit) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(limit, channel.size()));
		while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) > 0) {
			continue;
		}
		return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
	}

	@Override
	public void close() throws IOException {
		try (FileChannel closing = this.outputChannel; FileChannel closingToo = this.errorChannel) {
			unlink();
		}
	}

}
