package io.github.containerd4j.spring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * What somebody puts before a daemon's socket to reach it over TCP: ends TLS and passes
 * the bytes on.
 */
final class TlsProxy implements AutoCloseable {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final SSLServerSocket server;

	private final Path socket;

	TlsProxy(Path keyStore, String password, Path socket) throws IOException, GeneralSecurityException {
		this.socket = socket;
		this.server = (SSLServerSocket) context(keyStore, password).getServerSocketFactory()
			.createServerSocket(0, 16, InetAddress.getLoopbackAddress());
		SSLParameters parameters = this.server.getSSLParameters();
		parameters.setApplicationProtocols(new String[] { "h2" });
		this.server.setSSLParameters(parameters);
		this.executor.submit(this::accept);
	}

	private static SSLContext context(Path keyStore, String password) throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream input = Files.newInputStream(keyStore)) {
			store.load(input, password.toCharArray());
		}
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store, password.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), null, null);
		return context;
	}

	int port() {
		return this.server.getLocalPort();
	}

	private void accept() {
		try {
			while (true) {
				SSLSocket client = (SSLSocket) this.server.accept();
				SocketChannel daemon = SocketChannel.open(UnixDomainSocketAddress.of(this.socket));
				this.executor.submit(() -> pass(Channels.newChannel(client.getInputStream()), daemon));
				this.executor.submit(() -> pass(daemon, Channels.newChannel(client.getOutputStream())));
			}
		}
		catch (IOException ex) {
			// closed at the end of the test
		}
	}

	/**
	 * Through channels: the streams of a socket channel cannot read and write at once.
	 */
	private static Void pass(ReadableByteChannel from, WritableByteChannel to) {
		ByteBuffer buffer = ByteBuffer.allocate(8192);
		try (from; to) {
			while (from.read(buffer) >= 0) {
				buffer.flip();
				while (buffer.hasRemaining()) {
					to.write(buffer);
				}
				buffer.clear();
			}
		}
		catch (IOException ex) {
			// one side went away, so the other one does
		}
		return null;
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			this.executor.shutdownNow();
		}
	}

}
