package io.github.containerd4j.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class NamespaceRehearsalTests {

	@TempDir
	private Path directory;

	@Test
	void findsTheServicesThatLookUpNames() throws IOException {
		Path file = Files.writeString(this.directory.resolve("nsswitch.conf"), """
				# hosts: no
				passwd:  files systemd
				group :	files [!SUCCESS=return] systemd
				hosts:   files mymachines [NOTFOUND=return] dns # local
				ethers:  db ../evil
				""");

		assertThat(NamespaceRehearsal.nameServices(file)).containsExactly("files", "systemd", "mymachines", "dns");
		assertThat(NamespaceRehearsal.nameServices(this.directory.resolve("missing"))).isEmpty();
	}

	@Test
	void canBeRepeated() {
		NamespaceRehearsal.run();
		NamespaceRehearsal.run();
	}

}
