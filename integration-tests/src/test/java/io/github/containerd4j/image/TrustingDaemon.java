package io.github.containerd4j.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.test.TestDaemon;

/**
 * Starts daemons for which a certificate is one of the system's authorities.
 */
final class TrustingDaemon {

	private TrustingDaemon() {
	}

	/**
	 * Starts a private daemon.
	 * @param daemon the daemon whose programs to use
	 * @param directory an empty directory for the programs
	 * @param certificate the file with the certificate
	 * @return the running daemon, to be closed
	 */
	static EmbeddedContainerd start(TestDaemon daemon, Path directory, Path certificate) throws IOException {
		Path real = daemon.binDirectory();
		Path script = directory.resolve("containerd");
		Files.writeString(script, """
				#!/bin/sh
				SSL_CERT_FILE='%s' exec '%s' "$@"
				""".formatted(certificate, real.resolve("containerd")));
		Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
		for (String program : new String[] { "ctr", "containerd-shim-runc-v2" }) {
			Files.createSymbolicLink(directory.resolve(program), real.resolve(program));
		}
		return EmbeddedContainerd.builder().binDirectory(directory).start();
	}

}
