package io.github.containerd4j.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small image made of this machine's own static busybox: a shell and some hundred tools
 * in one layer, without a registry or a network. The same busybox always gives the same
 * bytes and so the same digests.
 * <p>
 * Immutable and safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class BusyboxImage {

	/** The name that the image has in an archive and after an import. */
	public static final String REFERENCE = "docker.io/library/busybox:local";

	private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

	private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";

	private static final String LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar";

	private static final List<String> DIRECTORIES = List.of("dev", "etc", "proc", "run", "sys", "usr", "usr/bin", "var",
			"var/log", "var/tmp");

	private final Blob layer;

	private final Blob config;

	private final Blob manifest;

	private BusyboxImage(byte[] busybox, List<String> applets) throws IOException {
		this.layer = Blob.of(LAYER_TYPE, layer(busybox, applets));
		this.config = Blob.of(CONFIG_TYPE, """
				{"created":"1970-01-01T00:00:00Z","architecture":"%s","os":"linux",\
				"config":{"Env":["PATH=/bin:/usr/bin"],"Cmd":["sh"],"WorkingDir":"/"},\
				"rootfs":{"type":"layers","diff_ids":["%s"]},\
				"history":[{"created":"1970-01-01T00:00:00Z","created_by":"busybox of the host"}]}"""
			.formatted(architecture(), this.layer.digest()));
		this.manifest = Blob.of(MANIFEST_TYPE, """
				{"schemaVersion":2,"mediaType":"%s","config":{%s},"layers":[{%s}]}""".formatted(MANIFEST_TYPE,
				this.config.descriptor(), this.layer.descriptor()));
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

	private static byte[] layer(byte[] busybox, List<String> applets) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (TarWriter tar = new TarWriter(bytes)) {
			tar.directory("bin", 0755);
			tar.file("bin/busybox", 0755, busybox);
			for (String applet : applets) {
				tar.symbolicLink("bin/" + applet, "busybox");
			}
			for (String directory : DIRECTORIES) {
				tar.directory(directory, 0755);
			}
			tar.directory("root", 0700);
			tar.directory("tmp", 01777);
			tar.file("etc/passwd", 0644,
					text("root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n"));
			tar.file("etc/group", 0644, text("root:x:0:\nnobody:x:65534:\n"));
		}
		return bytes.toByteArray();
	}

	private static byte[] text(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	// The names of Go, which images use.
	private static String architecture() {
		String architecture = System.getProperty("os.arch");
		return switch (architecture) {
			case "x86_64" -> "amd64";
			case "aarch64" -> "arm64";
			default -> architecture;
		};
	}

	/**
	 * The digest of the manifest.
	 * @return the digest, such as {@code sha256:} and 64 hexadecimal digits
	 */
	public String digest() {
		return this.manifest.digest();
	}

	/**
	 * Writes the image as an OCI layout in a tar archive, which {@code ctr images import}
	 * and {@code skopeo} read.
	 * @param out where to write; it stays open
	 * @throws IOException if writing fails
	 */
	public void writeTo(OutputStream out) throws IOException {
		try (TarWriter tar = new TarWriter(out)) {
			tar.file("oci-layout", 0644, text("{\"imageLayoutVersion\":\"1.0.0\"}"));
			tar.file("index.json", 0644, text(index()));
			for (Blob blob : List.of(this.layer, this.config, this.manifest)) {
				tar.file("blobs/sha256/" + blob.hash(), 0644, blob.content());
			}
		}
	}

	private String index() {
		return """
				{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{%s,\
				"platform":{"architecture":"%s","os":"linux"},\
				"annotations":{"io.containerd.image.name":"%s","org.opencontainers.image.ref.name":"local"}}]}"""
			.formatted(this.manifest.descriptor(), architecture(), REFERENCE);
	}

}
