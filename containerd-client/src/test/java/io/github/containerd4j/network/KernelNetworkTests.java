package io.github.containerd4j.network;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class KernelNetworkTests {

	@TempDir
	private Path directory;

	@BeforeEach
	void write() throws IOException {
		Files.writeString(this.directory.resolve("dev"), """
				Inter-|   Receive                                                |  Transmit
				 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs
				    lo:       0       0    0    0    0     0          0         0        0       0    0
				  eth0:     500       6    0    0    0     0          0         0      500       6    0
				  eth1:     500       6    0    0    0     0          0         0      500       6    0
				""");
		Files.writeString(this.directory.resolve("route"), """
				Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
				eth0	00000000	0100580A	0003	0	0	0	00000000	0	0	0
				eth0	0000580A	00000000	0001	0	0	0	0000FFFF	0	0	0
				eth1	0001580A	00000000	0001	0	0	0	00FFFFFF	0	0	0
				""");
		Files.writeString(this.directory.resolve("fib_trie"), """
				Main:
				  +-- 0.0.0.0/0 3 0 5
				     |-- 0.0.0.0
				        /0 universe UNICAST
				     |-- 10.88.0.0
				        /16 link UNICAST
				     |-- 10.88.0.5
				        /32 host LOCAL
				     |-- 10.88.1.7
				        /32 host LOCAL
				Local:
				     |-- 10.88.0.5
				        /32 host LOCAL
				     |-- 127.0.0.0
				        /8 host LOCAL
				     |-- 127.0.0.1
				        /32 host LOCAL
				     |-- 10.88.255.255
				        /32 link BROADCAST
				""");
		Files.writeString(this.directory.resolve("if_inet6"), """
				00000000000000000000000000000001 01 80 10 80       lo
				fd000000000000000000000000000005 02 40 00 80     eth0
				fd000000000000000000000000000006 02 40 00 c0     eth0
				fe80000000000000b4d9b1fffe000001 02 40 20 80     eth0
				""");
	}

	@Test
	void readsTheUsableAddressesOfEachInterface() throws IOException {
		Map<String, List<ContainerInterface.Address>> interfaces = KernelNetwork.read(this.directory, List.of());

		assertThat(interfaces).containsOnlyKeys("lo", "eth0", "eth1")
			.containsEntry("lo", List.of(address("127.0.0.1", 8), address("::1", 128)))
			.containsEntry("eth0",
					List.of(address("10.88.0.5", 16), address("fd00::5", 64), address("fe80::b4d9:b1ff:fe00:1", 64)))
			.containsEntry("eth1", List.of(address("10.88.1.7", 24)));
	}

	@Test
	void believesTheNetworkAboutAnAddressThatNoRouteTellsOf() throws IOException {
		CniResult result = CniResult.parse("""
				{"interfaces":[{"name":"eth1"}],"ips":[{"address":"10.88.0.5/32","interface":0}]}""");

		assertThat(KernelNetwork.read(this.directory, List.of(result)).get("eth1")).contains(address("10.88.0.5", 32));
	}

	@Test
	void worksOnAMachineWithoutIpv6() throws IOException {
		Files.delete(this.directory.resolve("if_inet6"));

		assertThat(KernelNetwork.read(this.directory, List.of()).get("lo")).containsExactly(address("127.0.0.1", 8));
	}

	private static ContainerInterface.Address address(String text, int prefixLength) throws IOException {
		return new ContainerInterface.Address(InetAddress.getByName(text), prefixLength);
	}

}
