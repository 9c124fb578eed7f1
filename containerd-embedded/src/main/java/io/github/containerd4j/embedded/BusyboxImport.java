package io.github.containerd4j.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Brings the busybox image into a daemon with the daemon's own {@code ctr}.
 */
final class BusyboxImport {

	private final EmbeddedContainerd daemon;

	private final DaemonDirectory directory;

	BusyboxImport(EmbeddedContainerd daemon, DaemonDirectory directory) {
		this.daemon = daemon;
		this.directory = directory;
	}

	String into(String namespace) {
		try {
			Path archive = Files.createTempFile(this.directory.path(), "busybox", ".tar");
			try {
				try (OutputStream out = Files.newOutputStream(archive)) {
					BusyboxImage.ofHost().writeTo(out);
				}
				this.daemon.ctr("--namespace", namespace, "images", "import", archive.toString());
			}
			finally {
				Files.deleteIfExists(archive);
			}
			return BusyboxImage.REFERENCE;
		}
		catch (IOException ex) {
			throw new EmbeddedContainerdException("cannot write the busybox image", ex);
		}
	}

}
