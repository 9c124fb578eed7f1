package io.github.containerd4j.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.containerd4j.snapshot.Mount;

/**
 * A process that mounts, tells where, and waits to be killed.
 */
public final class MountAndWait {

	private MountAndWait() {
	}

	static Process start() throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"), MountAndWait.class.getName())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	/**
	 * Mounts and waits.
	 * @param arguments none
	 */
	public static void main(String[] arguments) throws IOException {
		MountCalls calls = new MountCalls(Kernel.get());
		Path mountPoint = new MountDirectories(Path.of(System.getProperty("java.io.tmpdir")), calls).create();
		calls.mount(Mount.of("tmpfs", "tmpfs"), mountPoint);
		Files.writeString(mountPoint.resolve("file"), "text");
		System.out.println(mountPoint);
		System.in.read();
	}

}
