package io.github.containerd4j.sample.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What one run of the demonstration has for itself on this machine, so that several of
 * them do not meet. Everything follows from the process and a number.
 *
 * @param pid the process
 * @param number the number
 */
record DemoPlace(long pid, int number) {

	/** Where the directories of all runs are. */
	static final Path ROOT = Path.of("/run/containerd-sample-app");

	private static final int NUMBERS = 1 << 13;

	private static final int FIRST_PORT = 20000;

	private static final int ATTEMPTS = 50;

	/**
	 * A place whose addresses and port nobody has at this time.
	 */
	static DemoPlace choose() {
		DemoPlace place = random();
		for (int attempt = 1; attempt < ATTEMPTS && !place.isFree(); attempt++) {
			place = random();
		}
		return place;
	}

	private static DemoPlace random() {
		return new DemoPlace(ProcessHandle.current().pid(), ThreadLocalRandom.current().nextInt(NUMBERS));
	}

	static DemoPlace parse(String name) {
		String[] parts = name.split("-");
		return new DemoPlace(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
	}

	private boolean isFree() {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
			return NetworkInterface.networkInterfaces()
				.flatMap(NetworkInterface::inetAddresses)
				.noneMatch((address) -> address.getHostAddress().startsWith(subnet()));
		}
		catch (IOException ex) {
			return false;
		}
	}

	boolean isAbandoned() {
		return ProcessHandle.of(this.pid).filter(ProcessHandle::isAlive).isEmpty();
	}

	Path directory() {
		return ROOT.resolve(this.pid + "-" + this.number);
	}

	/** At most 15 characters, as the kernel wants it. */
	String bridge() {
		return "ctd" + Long.toString(this.pid, Character.MAX_RADIX) + "x"
				+ Integer.toString(this.number, Character.MAX_RADIX);
	}

	/** The first three bytes of the addresses. */
	String subnet() {
		return "10." + (200 + this.number / 256) + "." + this.number % 256 + ".";
	}

	/** The port of this machine that leads to a container. */
	int port() {
		return FIRST_PORT + this.number;
	}

	/**
	 * What the declaration of the containers refers to.
	 */
	Map<String, Object> properties() {
		return Map.of("sample.demo.place", this.pid + "-" + this.number, "sample.demo.directory",
				directory().toString(), "sample.demo.port", port());
	}

}
