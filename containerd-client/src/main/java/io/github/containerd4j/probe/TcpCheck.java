package io.github.containerd4j.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Connects to a TCP port.
 */
record TcpCheck(Supplier<InetSocketAddress> address) implements ProbeCheck {

	@Override
	public String check(Duration timeout) throws IOException {
		InetSocketAddress address = this.address.get();
		connect(address, timeout).close();
		return "connected to " + address;
	}

	static Socket connect(InetSocketAddress address, Duration timeout) throws IOException {
		Socket socket = new Socket();
		try {
			socket.connect(address, Math.toIntExact(Math.max(1, timeout.toMillis())));
			return socket;
		}
		catch (IOException ex) {
			socket.close();
			throw new IOException("cannot connect to " + address + ": " + ex.getMessage(), ex);
		}
	}

}
