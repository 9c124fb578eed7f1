package io.github.containerd4j.network;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The interfaces of a process's network namespace, as the kernel tells everybody who may
 * look at the process: it need not be entered for that.
 */
final class KernelNetwork {

	// if_addr.h: being checked for a twin, or found to have one.
	private static final int UNUSABLE = 0x40 | 0x08;

	private static final Pattern LINK = Pattern.compile("\\s*([^\\s:]+):(.*)");

	private static final Pattern LEAF = Pattern.compile("\\s*\\|-- (\\S+)");

	private static final Pattern LOCAL = Pattern.compile("\\s*/32 host LOCAL");

	private final Path directory;

	private final Map<String, List<ContainerInterface.Address>> interfaces = new LinkedHashMap<>();

	private KernelNetwork(Path directory) {
		this.directory = directory;
	}

	/**
	 * Reads the interfaces with their addresses.
	 * @param directory {@code /proc/<pid>/net}
	 * @param known what networks gave, which tells the interfaces of IPv4 addresses
	 * @throws IOException if the process is gone
	 */
	static Map<String, List<ContainerInterface.Address>> read(Path directory, List<CniResult> known)
			throws IOException {
		KernelNetwork network = new KernelNetwork(directory);
		network.readNames();
		network.readIpv4(known);
		network.readIpv6();
		return network.interfaces;
	}

	/**
	 * Reads what went through the interfaces.
	 * @param directory {@code /proc/<pid>/net}
	 * @throws IOException if the process is gone
	 */
	static Map<String, InterfaceCounters> counters(Path directory) throws IOException {
		Map<String, InterfaceCounters> counters = new LinkedHashMap<>();
		new KernelNetwork(directory).links()
			.forEach((link) -> counters.put(link.group(1), InterfaceCounters.parse(link.group(2))));
		return counters;
	}

	private void readNames() throws IOException {
		links().forEach((link) -> this.interfaces.put(link.group(1), new ArrayList<>()));
	}

	private List<Matcher> links() throws IOException {
		// Two lines are a heading.
		return lines("dev").stream().skip(2).map(LINK::matcher).filter(Matcher::matches).toList();
	}

	private void readIpv4(List<CniResult> known) throws IOException {
		List<Ipv4Route> routes = lines("route").stream().skip(1).map(Ipv4Route::parse).toList();
		String leaf = "";
		List<String> seen = new ArrayList<>();
		for (String line : lines("fib_trie")) {
			Matcher matcher = LEAF.matcher(line);
			if (matcher.matches()) {
				leaf = matcher.group(1);
			}
			// Each address is in two tables.
			else if (LOCAL.matcher(line).matches() && !seen.contains(leaf)) {
				seen.add(leaf);
				addIpv4(IpAddresses.parse("address", leaf), known, routes);
			}
		}
	}

	private void addIpv4(InetAddress address, List<CniResult> known, List<Ipv4Route> routes) {
		if (address.isLoopbackAddress()) {
			add("lo", address, 8);
			return;
		}
		for (CniResult result : known) {
			for (CniResult.Address given : result.addresses()) {
				if (given.address().equals(address) && this.interfaces.containsKey(given.interfaceName())) {
					add(given.interfaceName(), address, given.prefixLength());
					return;
				}
			}
		}
		routes.stream()
			.filter((route) -> route.leadsTo(address))
			.max((one, other) -> Integer.compare(one.prefixLength(), other.prefixLength()))
			.ifPresentOrElse((route) -> add(route.interfaceName(), address, route.prefixLength()),
					() -> this.interfaces.keySet()
						.stream()
						.filter((name) -> !name.equals("lo"))
						.findFirst()
						.ifPresent((name) -> add(name, address, 32)));
	}

	private void readIpv6() throws IOException {
		// The file is not there on a machine without IPv6.
		if (!Files.exists(this.directory.resolve("if_inet6"))) {
			return;
		}
		for (String line : lines("if_inet6")) {
			String[] fields = line.trim().split("\\s+");
			if ((Integer.parseInt(fields[4], 16) & UNUSABLE) == 0) {
				add(fields[5], InetAddress.getByAddress(HexFormat.of().parseHex(fields[0])),
						Integer.parseInt(fields[2], 16));
			}
		}
	}

	private void add(String name, InetAddress address, int prefixLength) {
		this.interfaces.computeIfAbsent(name, (key) -> new ArrayList<>())
			.add(new ContainerInterface.Address(address, prefixLength));
	}

	private List<String> lines(String file) throws IOException {
		return Files.readAllLines(this.directory.resolve(file));
	}

	/**
	 * A line of the IPv4 routing table.
	 *
	 * @param interfaceName the interface
	 * @param destination the network, with the first byte of the address lowest
	 * @param mask the mask of the network, in the same order
	 */
	private record Ipv4Route(String interfaceName, int destination, int mask) {

		static Ipv4Route parse(String line) {
			String[] fields = line.trim().split("\\s+");
			return new Ipv4Route(fields[0], Integer.parseUnsignedInt(fields[1], 16),
					Integer.parseUnsignedInt(fields[7], 16));
		}

		int prefixLength() {
			return Integer.bitCount(this.mask);
		}

		// The default route leads everywhere and tells nothing.
		boolean leadsTo(InetAddress address) {
			byte[] bytes = address.getAddress();
			int number = Integer
				.reverseBytes((bytes[0] << 24) | (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | (bytes[3] & 0xFF));
			return this.mask != 0 && (number & this.mask) == this.destination;
		}

	}

}
