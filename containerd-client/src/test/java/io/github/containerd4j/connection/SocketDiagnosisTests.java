package io.github.containerd4j.connection;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.containerd4j.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SocketDiagnosisTests {

	@TempDir
	private Path directory;

	@Test
	void findsNothingWrongWithASocketThatListens() throws Exception {
		Path socket = this.directory.resolve("s");
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			server.bind(UnixDomainSocketAddress.of(socket));

			assertThat(SocketDiagnosis.of(socket)).isEmpty();
		}
	}

	@Test
	void tellsThatASocketIsMissing() {
		assertThat(SocketDiagnosis.of(this.directory.resolve("none"))).hasValueSatisfying((diagnosis) -> {
			assertThat(diagnosis.code()).isEqualTo(ErrorCode.UNAVAILABLE);
			assertThat(diagnosis.describe()).contains("there is no socket", "start containerd");
		});
	}

	@Test
	void tellsThatAFileIsNoSocket() throws Exception {
		Path file = Files.createFile(this.directory.resolve("file"));

		assertThat(SocketDiagnosis.of(file)).hasValueSatisfying(
				(diagnosis) -> assertThat(diagnosis.problem()).isEqualTo(file + " exists but is no socket"));
	}

	@Test
	void tellsThatNobodyListensOnASocketThatWasLeftBehind() throws Exception {
		Path socket = this.directory.resolve("s");
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			server.bind(UnixDomainSocketAddress.of(socket));
		}

		assertThat(SocketDiagnosis.of(socket)).hasValueSatisfying(
				(diagnosis) -> assertThat(diagnosis.problem()).startsWith("nothing listens on the socket " + socket));
	}

}
