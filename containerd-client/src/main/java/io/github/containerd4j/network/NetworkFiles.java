package io.github.containerd4j.network;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.host.ContainerDirectory;

/**
 * The files {@code /etc/resolv.conf}, {@code /etc/hosts} and {@code /etc/hostname} of a
 * container. They lie in its directory on this machine and are mounted into it, so they
 * are there before its network is, and are filled once it is known.
 *
 * @since 0.1.0
 */
public final class NetworkFiles {

	private static final String RESOLV_CONF = "resolv.conf";

	private static final String HOSTS = "hosts";

	private static final String HOSTNAME = "hostname";

	private static final String LOCALHOST = "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n";

	private final ContainerDirectory directory;

	private NetworkFiles(ContainerDirectory directory) {
		this.directory = directory;
	}

	/**
	 * The files in a container's directory.
	 * @param directory the directory; nothing is read or made yet
	 * @return the files
	 */
	public static NetworkFiles in(ContainerDirectory directory) {
		return new NetworkFiles(directory);
	}

	/**
	 * Which files a container's network needs: all three for CNI networks; none in the
	 * network of the machine, whose own files serve; those of the other container, if it
	 * has them, in its network; and where there is no network, all if the settings say
	 * anything about names.
	 * @param settings the network
	 * @return what is to be mounted: the files on this machine, which need not exist yet,
	 * by their paths in the container
	 */
	public Map<String, Path> mounts(NetworkSettings settings) {
		Path owner = this.directory.path();
		if (settings.mode() == NetworkMode.CONTAINER) {
			owner = owner.resolveSibling(String.valueOf(settings.container()));
		}
		if (!hasOwn(settings) && (settings.mode() != NetworkMode.CONTAINER || Files.notExists(owner.resolve(HOSTS)))) {
			return Map.of();
		}
		Map<String, Path> mounts = new LinkedHashMap<>();
		for (String name : List.of(RESOLV_CONF, HOSTS, HOSTNAME)) {
			mounts.put("/etc/" + name, owner.resolve(name));
		}
		return mounts;
	}

	private static boolean hasOwn(NetworkSettings settings) {
		return switch (settings.mode()) {
			case HOST, CONTAINER -> false;
			case NONE -> !settings.dns().isEmpty() || !settings.hosts().isEmpty();
			case CNI -> true;
		};
	}

	/**
	 * Makes the files of a container that was created, if it needs some of its own.
	 * @param settings the network
	 * @param hostname the name of the container in its own eyes
	 * @throws ContainerdException if a file cannot be written
	 */
	public void create(NetworkSettings settings, String hostname) {
		if (hasOwn(settings)) {
			this.directory.create();
			write(HOSTNAME, HostEntry.requireWord("host name", hostname) + "\n");
			update(settings, List.of());
		}
	}

	/**
	 * Deletes the files of a container that gets another network.
	 * @throws ContainerdException if a file cannot be deleted
	 */
	public void delete() {
		for (String name : List.of(RESOLV_CONF, HOSTS, HOSTNAME)) {
			try {
				Files.deleteIfExists(this.directory.file(name));
			}
			catch (IOException ex) {
				throw failed("delete", name, ex);
			}
		}
	}

	/**
	 * Writes what the networks of the container gave. Containers without the files stay
	 * so.
	 */
	void update(NetworkSettings settings, List<CniResult> results) {
		if (!Files.exists(this.directory.file(HOSTNAME))) {
			return;
		}
		try {
			write(RESOLV_CONF, ResolvConf.text(settings.dns(), results));
			write(HOSTS, hosts(settings, results));
		}
		catch (IOException ex) {
			throw failed("read", RESOLV_CONF, ex);
		}
	}

	private String hosts(NetworkSettings settings, List<CniResult> results) throws IOException {
		String hostname = Files.readString(this.directory.file(HOSTNAME)).strip();
		StringBuilder text = new StringBuilder(LOCALHOST);
		for (CniResult result : results) {
			for (CniResult.Address address : result.addresses()) {
				if (!address.address().isLoopbackAddress()) {
					line(text, address.address(), hostname, settings.aliases());
				}
			}
		}
		settings.hosts()
			.forEach((entry) -> text.append(entry.address())
				.append('\t')
				.append(String.join(" ", entry.names()))
				.append('\n'));
		return text.toString();
	}

	private static void line(StringBuilder text, InetAddress address, String hostname, List<String> aliases) {
		text.append(address.getHostAddress()).append('\t').append(hostname);
		aliases.forEach((alias) -> text.append(' ').append(alias));
		text.append('\n');
	}

	// Never replaced: a running container has this very file mounted.
	private void write(String name, String text) {
		Path file = this.directory.file(name);
		try {
			Files.writeString(file, text);
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
		}
		catch (IOException ex) {
			throw failed("write", name, ex);
		}
	}

	private ContainerdException failed(String operation, String name, IOException cause) {
		Failure failure = new Failure(operation, "file", this.directory.file(name).toString(), null, ErrorCode.UNKNOWN);
		return new ContainerdException(failure.describe() + ": " + cause, failure, cause);
	}

}
