package io.github.containerd4j.spring.autoconfigure.container;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.network.NetworkMode;
import org.jspecify.annotations.Nullable;

/**
 * What network a container has.
 *
 * @since 0.1.0
 */
public class NetworkProperties {

	/**
	 * Where the network comes from. Without it, CNI if networks or ports are named, else
	 * none but the loopback interface.
	 */
	private @Nullable NetworkMode mode;

	/**
	 * Names of CNI networks, in the order of the interfaces. Empty for the default
	 * network of the machine.
	 */
	private List<String> networks = new ArrayList<>();

	/**
	 * Container whose network is shared, if the mode is container.
	 */
	private @Nullable String container;

	/**
	 * Ports of the machine that lead to the container:
	 * [address:]hostPort:containerPort[/protocol].
	 */
	private List<String> ports = new ArrayList<>();

	/**
	 * Addresses of name servers. Empty for those of the network or else of the machine.
	 */
	private List<String> nameservers = new ArrayList<>();

	/**
	 * Domains in which short names are looked up.
	 */
	private List<String> search = new ArrayList<>();

	/**
	 * Additional host names and their addresses.
	 */
	private Map<String, String> hosts = new LinkedHashMap<>();

	/**
	 * Whether CNI networks are connected when the container is created and disconnected
	 * when it is deleted, so that its address stays the same. Without it, each start
	 * connects anew, unless there is a restart policy.
	 */
	private @Nullable Boolean keep;

	public @Nullable NetworkMode getMode() {
		return this.mode;
	}

	public void setMode(@Nullable NetworkMode mode) {
		this.mode = mode;
	}

	public List<String> getNetworks() {
		return this.networks;
	}

	public void setNetworks(List<String> networks) {
		this.networks = networks;
	}

	public @Nullable String getContainer() {
		return this.container;
	}

	public void setContainer(@Nullable String container) {
		this.container = container;
	}

	public List<String> getPorts() {
		return this.ports;
	}

	public void setPorts(List<String> ports) {
		this.ports = ports;
	}

	public List<String> getNameservers() {
		return this.nameservers;
	}

	public void setNameservers(List<String> nameservers) {
		this.nameservers = nameservers;
	}

	public List<String> getSearch() {
		return this.search;
	}

	public void setSearch(List<String> search) {
		this.search = search;
	}

	public Map<String, String> getHosts() {
		return this.hosts;
	}

	public void setHosts(Map<String, String> hosts) {
		this.hosts = hosts;
	}

	public @Nullable Boolean getKeep() {
		return this.keep;
	}

	public void setKeep(@Nullable Boolean keep) {
		this.keep = keep;
	}

}
