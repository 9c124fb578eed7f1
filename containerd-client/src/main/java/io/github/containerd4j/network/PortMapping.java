package io.github.containerd4j.network;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * A port of the machine that leads to a port of a container. It needs a plugin with the
 * capability {@code portMappings} in the network, such as {@code portmap}.
 *
 * @param hostPort the port of the machine, 1 to 65535
 * @param containerPort the port of the container, 1 to 65535
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param hostAddress the address of the machine that the port is open on; {@code null}
 * for all
 * @since 0.1.0
 */
public record PortMapping(int hostPort, int containerPort, String protocol, @Nullable String hostAddress) {

	private static final String KIND = "port mapping";

	private static final int MAX_PORT = 65535;

	private static final Pattern PROTOCOL = Pattern.compile("tcp|udp|sctp");

	private static final Pattern TEXT = Pattern
		.compile("(?:(?:\\[([^]]+)]|([^:\\[\\]]+)):)?(\\d{1,5}):(\\d{1,5})(?:/(\\w+))?");

	/**
	 * Checks the parts.
	 * @param hostPort the port of the machine
	 * @param containerPort the port of the container
	 * @param protocol the protocol
	 * @param hostAddress the address of the machine
	 * @throws InvalidArgumentException if a port is out of range, or the protocol or the
	 * address is none
	 */
	public PortMapping {
		protocol = protocol.toLowerCase(Locale.ROOT);
		if (!PROTOCOL.matcher(protocol).matches()) {
			throw InvalidArgumentException.of("protocol", protocol, "it must be tcp, udp or sctp");
		}
		requirePort("host port", hostPort);
		requirePort("container port", containerPort);
		if (hostAddress != null) {
			IpAddresses.require("host address", hostAddress);
		}
	}

	/**
	 * A TCP port, open on all addresses of the machine.
	 * @param hostPort the port of the machine
	 * @param containerPort the port of the container
	 * @return the mapping
	 */
	public static PortMapping tcp(int hostPort, int containerPort) {
		return new PortMapping(hostPort, containerPort, "tcp", null);
	}

	/**
	 * A UDP port, open on all addresses of the machine.
	 * @param hostPort the port of the machine
	 * @param containerPort the port of the container
	 * @return the mapping
	 */
	public static PortMapping udp(int hostPort, int containerPort) {
		return new PortMapping(hostPort, containerPort, "udp", null);
	}

	/**
	 * Reads {@code [address:]hostPort:containerPort[/protocol]}, such as {@code 8080:80},
	 * {@code 127.0.0.1:53:53/udp} or {@code [::1]:8080:80}.
	 * @param text the text
	 * @return the mapping, of TCP unless it says otherwise
	 * @throws InvalidArgumentException if the text is not of that form
	 */
	public static PortMapping parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			throw InvalidArgumentException.of(KIND, text,
					"it must be [address:]hostPort:containerPort[/protocol], such as 8080:80");
		}
		String address = (matcher.group(1) != null) ? matcher.group(1) : matcher.group(2);
		String protocol = (matcher.group(5) != null) ? matcher.group(5) : "tcp";
		return new PortMapping(Integer.parseInt(matcher.group(3)), Integer.parseInt(matcher.group(4)), protocol,
				address);
	}

	private static void requirePort(String kind, int port) {
		if (port < 1 || port > MAX_PORT) {
			throw InvalidArgumentException.of(kind, String.valueOf(port), "it must be 1 to " + MAX_PORT);
		}
	}

	/**
	 * The form that {@link #parse(String)} reads.
	 */
	@Override
	public String toString() {
		String address = "";
		if (this.hostAddress != null) {
			address = (this.hostAddress.contains(":") ? "[" + this.hostAddress + "]" : this.hostAddress) + ":";
		}
		return address + this.hostPort + ":" + this.containerPort + "/" + this.protocol;
	}

}
