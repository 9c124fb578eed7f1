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
	 * Makes the files of a container that is being created, as far as its network needs
	 * them: all three for CNI networks; none in the network of the machine, whose own
	 * files serve; those of the other container in its network; and where there is no
	 * network, if the settings say anything about names.
	 * @param settings the network
	 * @param hostname the name of the container in its own eyes
	 * @return what is to be mounted: the files on this machine by their paths in the
	 * container
	 * @throws ContainerdException if a file cannot be written
	 */
	public Map<String, Path> create(NetworkSettings settings, String hostname) {
		return switch (settings.mode()) {
			case HOST -> Map.of();
			case CONTAINER -> mounts(this.directory.path().resolveSibling(String.valueOf(settings.container())));
			case NONE -> settings.dns().isEmpty() && settings.hosts().isEmpty() ? Map.of() : write(settings, hostname);
			case CNI -> write(settings, hostname);
		};
	}

	private Map<String, Path> write(NetworkSettings settings, String hostname) {
		this.directory.create();
		write(HOSTNAME, HostEntry.requireWord("host name", hostname) + "\n");
		update(settings, List.of());
		return mounts(this.directory.path());
	}

	private static Map<String, Path> mounts(Path directory) {
		Map<String, Path> mounts = new LinkedHashMap<>();
		for (String name : List.of(RESOLV_CONF, HOSTS, HOSTNAME)) {
			if (Files.exists(directory.resolve(name))) {
				mounts.put("/etc/" + name, directory.resolve(name));
			}
		}
		return mounts;
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
