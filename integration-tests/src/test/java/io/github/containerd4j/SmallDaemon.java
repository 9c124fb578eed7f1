package io.github.containerd4j;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.test.TestCriu;
import io.github.containerd4j.test.TestDaemon;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A daemon of a test's own that keeps everything in a file system of some megabytes.
 */
public final class SmallDaemon implements AutoCloseable {

	private static final int BLOCK = 4096;

	private static final String FILL = "fill";

	private final EmbeddedContainerd daemon;

	private final Path root;

	private SmallDaemon(EmbeddedContainerd daemon) {
		this.daemon = daemon;
		this.root = daemon.directory().resolve("root");
	}

	/**
	 * Starts a daemon of the same version as another one.
	 * @param like the other one
	 * @param megabytes the size of the file system
	 * @return the daemon, to be closed
	 */
	public static SmallDaemon start(TestDaemon like, int megabytes) {
		SmallDaemon small = new SmallDaemon(like.startPrivate(TestCriu.searchPath()));
		try {
			small.mount(megabytes);
			return small;
		}
		catch (IOException | RuntimeException | Error ex) {
			small.close();
			throw new AssertionError(ex);
		}
	}

	private void mount(int megabytes) throws IOException {
		this.daemon.stop();
		assertThat(this.root).isDirectory();
		Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs",
				this.root.toString())
			.start();
		assertThat(mount.onExit()).succeedsWithin(Duration.ofSeconds(30));
		assertThat(mount.exitValue()).isZero();
		this.daemon.start();
	}

	/**
	 * The daemon.
	 * @return the daemon
	 */
	public EmbeddedContainerd daemon() {
		return this.daemon;
	}

	/**
	 * Takes the space that is left, but for some.
	 * @param left how many bytes are left
	 */
	public void fill(long left) {
		try (OutputStream file = Files.newOutputStream(this.root.resolve(FILL))) {
			for (long free = this.root.toFile().getUsableSpace(); free > left; free -= BLOCK) {
				file.write(new byte[BLOCK]);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Gives back the space that {@link #fill(long)} took.
	 */
	public void makeRoom() {
		try {
			Files.delete(this.root.resolve(FILL));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		// Also unmounts what is mounted in its directory.
		this.daemon.close();
		assertThat(this.root).doesNotExist();
	}

}
