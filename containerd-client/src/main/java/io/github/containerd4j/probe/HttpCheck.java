package io.github.containerd4j.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.containerd4j.InvalidArgumentException;

/**
 * Reads the status line of an HTTP server's answer. Not by a client of the JDK: those
 * bound the time between two bytes and not that of the whole, or keep threads.
 */
record HttpCheck(Supplier<InetSocketAddress> address, String path) implements ProbeCheck {

	private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7e]*");

	private static final Pattern STATUS_LINE = Pattern.compile("HTTP/\\d\\.\\d (\\d{3})( .*)?");

	private static final int MAX_LINE = 1024;

	HttpCheck {
		if (!PATH.matcher(path).matches()) {
			throw InvalidArgumentException.of("HTTP path", path,
					"it must begin with a slash and have no spaces or control characters");
		}
	}

	@Override
	public String check(Duration timeout) throws IOException {
		long end = System.nanoTime() + timeout.toNanos();
		InetSocketAddress address = this.address.get();
		try (Socket socket = TcpCheck.connect(address, timeout)) {
			socket.getOutputStream().write(request(address).getBytes(StandardCharsets.US_ASCII));
			return judge(readLine(socket, end));
		}
		catch (SocketTimeoutException ex) {
			throw new IOException("no answer from " + address + " in " + timeout.toMillis() + " ms", ex);
		}
	}

	private String request(InetSocketAddress address) {
		String host = address.getHostString().contains(":") ? "[" + address.getHostString() + "]"
				: address.getHostString();
		return "GET " + this.path + " HTTP/1.1\r\nHost: " + host + ":" + address.getPort()
				+ "\r\nUser-Agent: containerd4j-probe\r\nAccept: */*\r\nConnection: close\r\n\r\n";
	}

	private static String readLine(Socket socket, long end) throws IOException {
		InputStream input = socket.getInputStream();
		StringBuilder line = new StringBuilder();
		while (line.length() < MAX_LINE) {
			socket.setSoTimeout(remaining(end));
			int next = input.read();
			if (next < 0 || next == '\n') {
				break;
			}
			line.append((char) next);
		}
		return line.toString().stripTrailing();
	}

	private static int remaining(long end) throws SocketTimeoutException {
		long millis = (end - System.nanoTime()) / 1_000_000;
		if (millis <= 0) {
			throw new SocketTimeoutException();
		}
		return (int) Math.min(millis, Integer.MAX_VALUE);
	}

	private static String judge(String line) throws IOException {
		Matcher matcher = STATUS_LINE.matcher(line);
		if (!matcher.matches()) {
			throw new IOException("this is no answer of an HTTP server: " + line);
		}
		int status = Integer.parseInt(matcher.group(1));
		if (status < 200 || status >= 400) {
			throw new IOException("HTTP status " + status);
		}
		return "HTTP status " + status;
	}

}
