package io.github.containerd4j.connection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.connection.ContainerdAddress.TcpHost;
import io.github.containerd4j.connection.ContainerdAddress.UnixSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContainerdAddressTests {

	@ParameterizedTest
	@ValueSource(strings = { "/run/x.sock", "unix:///run/x.sock", "unix:/run/x.sock" })
	void readsAllFormsOfASocket(String text) {
		assertThat(ContainerdAddress.parse(text)).isEqualTo(new UnixSocket(Path.of("/run/x.sock")))
			.hasToString("unix:///run/x.sock");
	}

	@Test
	void readsATcpAddressAndKnowsThatItIsNotLocal() {
		assertThat(ContainerdAddress.parse("tcp://proxy:2376")).isEqualTo(new TcpHost("proxy", 2376));
		assertThat(ContainerdAddress.parse("tcp://[::1]:2376")).hasToString("tcp://[::1]:2376");
		assertThat(ContainerdAddress.parse("tcp://proxy:1").isLocal()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "run/x.sock", "unix:run/x.sock", "unix://host/path", "unix:", "tcp://host", "tcp://:1",
			"tcp://host:0", "tcp://host:65536", "tcp://host:port", "tcp://a/b:1", "tcp://::1:80", "http://host:1",
			"npipe:////./pipe/containerd-containerd", "\\\\.\\pipe\\containerd-containerd", "/run/\0.sock" })
	void refusesWhatIsNoAddress(String text) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> ContainerdAddress.parse(text))
			.withMessageStartingWith("invalid containerd address");
	}

	@Test
	void allowsAPathOf107BytesAndNotOneMore() {
		assertThat(ContainerdAddress.parse("/" + "a".repeat(106))).isInstanceOf(UnixSocket.class);

		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> ContainerdAddress.parse("/" + "a".repeat(107)))
			.withMessageContaining("108 bytes");
	}

	@Test
	void takesTheVariableThatCtrReads() {
		assertThat(ContainerdAddress.detect(Map.of("CONTAINERD_ADDRESS", "/tmp/c.sock")))
			.isEqualTo(new UnixSocket(Path.of("/tmp/c.sock")));
	}

	@Test
	void findsARootlessDaemonWhenThereIsNoRootfulOne(@TempDir Path runtimeDirectory) throws Exception {
		Path socket = runtimeDirectory.resolve("containerd/containerd.sock");
		Files.createDirectories(socket.getParent());
		Files.createFile(socket);

		ContainerdAddress address = ContainerdAddress.detect(Map.of("XDG_RUNTIME_DIR", runtimeDirectory.toString()));

		Path expected = Files.exists(ContainerdAddress.DEFAULT_SOCKET) ? ContainerdAddress.DEFAULT_SOCKET : socket;
		assertThat(address).isEqualTo(new UnixSocket(expected));
	}

	@Test
	void fallsBackToTheRootfulDefault() {
		assertThat(ContainerdAddress.detect(Map.of())).isEqualTo(new UnixSocket(ContainerdAddress.DEFAULT_SOCKET));
	}

}
