package io.github.containerd4j.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.containerd4j.InvalidArgumentException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class ProbeCheckTests {

	private static final Duration LIMIT = Duration.ofSeconds(5);

	private final ServerSocket server = listen();

	@AfterEach
	void close() throws IOException {
		this.server.close();
	}

	@Test
	void anOpenPortIsFine() throws IOException {
		assertThat(ProbeCheck.tcp(this::address).check(LIMIT)).contains(String.valueOf(this.server.getLocalPort()));
	}

	@Test
	void aClosedPortIsNot() throws IOException {
		this.server.close();

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> ProbeCheck.tcp(this::address).check(LIMIT))
			.withMessageContaining("cannot connect to");
	}

	@Test
	void anHttpStatusBelow400IsFine() throws IOException {
		CompletableFuture<String> request = answer("HTTP/1.1 204 No Content\r\n\r\n");

		assertThat(ProbeCheck.http(this::address, "/live?x=1").check(LIMIT)).isEqualTo("HTTP status 204");
		assertThat(request.join()).startsWith("GET /live?x=1 HTTP/1.1");
	}

	@Test
	void anHttpErrorIsNot() {
		answer("HTTP/1.1 503 Service Unavailable\r\n\r\n");

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> ProbeCheck.http(this::address, "/").check(LIMIT))
			.withMessage("HTTP status 503");
	}

	@Test
	void anotherProtocolIsNot() {
		answer("SSH-2.0-OpenSSH_9.2\r\n");

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> ProbeCheck.http(this::address, "/").check(LIMIT))
			.withMessageContaining("SSH-2.0");
	}

	@Test
	void aServerThatIsSilentIsNot() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> ProbeCheck.http(this::address, "/").check(Duration.ofMillis(200)))
			.withMessageContaining("no answer");
	}

	@Test
	void aPathThatWouldEndTheRequestLineIsRefused() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> ProbeCheck.http(this::address, "/ HTTP/1.1\r\nEvil: 1"));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> ProbeCheck.http(this::address, "live"));
	}

	private CompletableFuture<String> answer(String text) {
		return CompletableFuture.supplyAsync(() -> {
			try (Socket socket = this.server.accept()) {
				byte[] buffer = new byte[4096];
				int length = socket.getInputStream().read(buffer);
				socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
				return new String(buffer, 0, length, StandardCharsets.US_ASCII);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private InetSocketAddress address() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), this.server.getLocalPort());
	}

	private static ServerSocket listen() {
		try {
			return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
