package io.github.containerd4j.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.build.ImageBuilder;
import io.github.containerd4j.build.LayerCompression;
import io.github.containerd4j.build.LayerContents;
import io.github.containerd4j.image.Image;

/**
 * A small image made of this machine's own static busybox: a shell and some hundred tools
 * in one layer, without a registry or a network. The same busybox always gives the same
 * digests.
 * <p>
 * Immutable and safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class BusyboxImage {

	/** The name of the image. */
	public static final String REFERENCE = "docker.io/library/busybox:local";

	private static final List<String> DIRECTORIES = List.of("/dev", "/etc", "/proc", "/run", "/sys", "/usr", "/usr/bin",
			"/var", "/var/log", "/var/tmp");

	private final byte[] binary;

	private final List<String> applets;

	private BusyboxImage(byte[] binary, List<String> applets) {
		this.binary = binary;
		this.applets = applets;
	}

	/**
	 * Makes the image of the busybox on this machine's {@code PATH}.
	 * @return the image
	 * @throws EmbeddedContainerdException if there is none, or it needs shared libraries,
	 * which a container would not have
	 */
	public static BusyboxImage ofHost() {
		return of(SearchPath.ofEnvironment().require("busybox", "busybox-static"));
	}

	/**
	 * Makes the image of a given busybox.
	 * @param busybox the static binary
	 * @return the image
	 * @throws EmbeddedContainerdException if it cannot be run or needs shared libraries
	 */
	public static BusyboxImage of(Path busybox) {
		try {
			byte[] binary = Files.readAllBytes(busybox);
			if (ElfBinary.isDynamic(binary)) {
				throw new EmbeddedContainerdException(
						busybox + " needs shared libraries; install busybox-static in its place");
			}
			return new BusyboxImage(binary, applets(busybox));
		}
		catch (IOException ex) {
			throw new EmbeddedContainerdException("cannot make an image of " + busybox, ex);
		}
	}

	private static List<String> applets(Path busybox) {
		Command.Result result = Command.run(List.of(busybox.toString(), "--list"));
		if (!result.isSuccess()) {
			throw new EmbeddedContainerdException(busybox + " --list failed: " + result.errors().strip());
		}
		return result.output().lines().filter((applet) -> !applet.equals("busybox")).sorted().toList();
	}

	/**
	 * Builds the image, not compressed, and unpacks it for the client's default
	 * snapshotter. What exists already is used again.
	 * @param namespace where the image will be, under the name {@link #REFERENCE}
	 * @return the image
	 * @throws io.github.containerd4j.ContainerdException if a call fails
	 */
	public Image buildIn(Namespace namespace) {
		return ImageBuilder.in(namespace)
			.name(REFERENCE)
			.layer(layer())
			.compression(LayerCompression.none())
			.config((config) -> config.env(List.of("PATH=/bin:/usr/bin")).cmd("sh").workingDir("/"))
			.unpack()
			.build();
	}

	private LayerContents layer() {
		LayerContents layer = LayerContents.create().createdBy("busybox of the host");
		layer.directory("/bin", 0755).file("/bin/busybox", this.binary, 0755);
		this.applets.forEach((applet) -> layer.symbolicLink("/bin/" + applet, "busybox"));
		DIRECTORIES.forEach((directory) -> layer.directory(directory, 0755));
		return layer.directory("/root", 0700)
			.directory("/tmp", 01777)
			.file("/etc/passwd", text("root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n"),
					0644)
			.file("/etc/group", text("root:x:0:\nnobody:x:65534:\n"), 0644);
	}

	private static byte[] text(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
