package io.github.containerd4j.network;

import java.util.List;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * How names are resolved: what a container asks for, and what a network answers.
 *
 * @param nameservers the addresses of the name servers, the preferred one first
 * @param domain the local domain; {@code null} for none
 * @param search the domains to try short names in
 * @param options the resolver's options, such as {@code ndots:2}
 * @since 0.1.0
 */
public record Dns(List<String> nameservers, @Nullable String domain, List<String> search, List<String> options) {

	/** Nothing at all. */
	public static final Dns NONE = new Dns(List.of(), null, List.of(), List.of());

	/**
	 * Checks that what becomes a line of {@code resolv.conf} stays in its line, and
	 * copies the lists.
	 * @param nameservers the name servers
	 * @param domain the local domain
	 * @param search the domains for short names
	 * @param options the options
	 * @throws InvalidArgumentException if a name server is no address, or there is white
	 * space in anything
	 */
	public Dns {
		nameservers = List.copyOf(nameservers);
		search = List.copyOf(search);
		options = List.copyOf(options);
		nameservers.forEach((server) -> IpAddresses.require("name server", server.replaceFirst("%\\w+$", "")));
		search.forEach((name) -> HostEntry.requireWord("search domain", name));
		options.forEach((option) -> HostEntry.requireWord("resolver option", option));
		if (domain != null) {
			HostEntry.requireWord("domain", domain);
		}
	}

	/**
	 * Name servers alone.
	 * @param nameservers their addresses
	 * @return the settings
	 */
	public static Dns of(String... nameservers) {
		return new Dns(List.of(nameservers), null, List.of(), List.of());
	}

	/**
	 * Whether it says nothing.
	 * @return {@code true} if there is nothing in it
	 */
	public boolean isEmpty() {
		return this.equals(NONE);
	}

}
