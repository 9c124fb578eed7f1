package io.github.containerd4j.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.google.gson.JsonObject;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.NotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Connects containers to networks as the Container Network Interface says: configurations
 * in files name plugins, which are programs that run as children of this process. It
 * takes root's rights.
 * <p>
 * Configurations are read anew each time, and what networks gave is kept in files of the
 * same place and form as CNI's Go library has, so that {@code nerdctl} or another JVM can
 * disconnect what was connected here.
 * <p>
 * Immutable, and safe for use by many threads. Interrupting a thread that waits for a
 * plugin kills the plugin, sets the interrupt flag again and throws {@link CniException}.
 *
 * @since 0.1.0
 */
public final class Cni {

	/** Where configurations are unless told otherwise. */
	public static final Path DEFAULT_CONFIG_DIRECTORY = Path.of("/etc/cni/net.d");

	/** Where results are kept unless told otherwise: in {@code results} below it. */
	public static final Path DEFAULT_CACHE_DIRECTORY = Path.of("/var/lib/cni");

	/** How long one plugin may run unless told otherwise. */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

	private static final List<Path> USUAL_PLUGIN_DIRECTORIES = List.of(Path.of("/opt/cni/bin"),
			Path.of("/usr/libexec/cni"), Path.of("/usr/lib/cni"));

	private final CniDirectory configurations;

	private final PluginRunner runner;

	private final CniCache cache;

	private final boolean loopback;

	private Cni(Builder builder) {
		this.configurations = new CniDirectory(builder.configDirectory, builder.configFiles);
		this.runner = new PluginRunner(builder.pluginDirectories, builder.timeout);
		this.cache = new CniCache(builder.cacheDirectory);
		this.loopback = builder.loopback;
	}

	/**
	 * The usual places, plugins also where the environment variable {@code CNI_PATH}
	 * says, configurations where {@code NETCONFPATH} says.
	 * @return the one of this machine
	 */
	public static Cni defaults() {
		return builder().build();
	}

	/**
	 * Starts with the usual places.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Reads the networks of this machine. A broken file in the directory is left out, and
	 * logged.
	 * @return the networks by the names of their files; the first is the default network
	 * @throws InvalidArgumentException if a file that was named singly is broken
	 */
	public List<CniNetwork> networks() {
		return List.copyOf(this.configurations.read());
	}

	/**
	 * Reads a network.
	 * @param name its name
	 * @return the network
	 * @throws NotFoundException if there is none of that name; the message tells of
	 * broken files
	 */
	public CniNetwork network(String name) {
		return networks().stream()
			.filter((network) -> network.name().equals(name))
			.findFirst()
			.orElseThrow(() -> missing(name));
	}

	/**
	 * Reads the network that containers get which name none.
	 * @return the network
	 * @throws NotFoundException if there is no network at all; the message tells of
	 * broken files
	 */
	public CniNetwork defaultNetwork() {
		return networks().stream().findFirst().orElseThrow(() -> missing(null));
	}

	private NotFoundException missing(@Nullable String name) {
		Failure failure = new Failure("find", (name != null) ? "network" : "default network", name, null,
				ErrorCode.NOT_FOUND);
		List<String> problems = this.configurations.problems();
		return new NotFoundException(failure.describe() + ": no configuration in " + this.configurations.directory()
				+ (problems.isEmpty() ? "" : "; left out: " + String.join("; ", problems)), failure, null);
	}

	/**
	 * Connects an interface to a network. If a plugin fails, all plugins of the network
	 * disconnect it again.
	 * @param network the network
	 * @param target the interface, with a network namespace
	 * @return what the network gave
	 * @throws CniException if a plugin fails, cannot be run or does not end in time
	 */
	public CniResult add(CniNetwork network, CniTarget target) {
		if (target.networkNamespace() == null) {
			throw InvalidArgumentException.of("target", target.containerId(), "it needs a network namespace");
		}
		CniChain chain = new CniChain(this.runner, network, target);
		JsonObject result = chain.add();
		try {
			this.cache.write(network, target, result);
			return CniResultReader.read(new JsonView(result, "result of a plugin"));
		}
		catch (RuntimeException ex) {
			try {
				chain.delete(result);
			}
			catch (CniException failure) {
				ex.addSuppressed(failure);
			}
			throw ex;
		}
	}

	/**
	 * Disconnects an interface from a network. What is not connected counts as
	 * disconnected. All plugins are run even if one fails.
	 * @param network the network
	 * @param target the interface
	 * @throws CniException the first failure of a plugin; what the network gave is still
	 * known then, so that it can be tried again
	 */
	public void delete(CniNetwork network, CniTarget target) {
		new CniChain(this.runner, network, target).delete(result(network, target));
		this.cache.remove(network.name(), target);
	}

	/**
	 * Checks that what plugins made for an interface is still there.
	 * @param network the network, of version 0.4.0 or newer
	 * @param target the interface
	 * @throws CniException if something is missing
	 * @throws FailedPreconditionException if the network knows no checks, or never
	 * connected the interface
	 */
	public void check(CniNetwork network, CniTarget target) {
		if (!CniVersion.hasCheck(network.cniVersion())) {
			throw unchecked(network, "version " + network.cniVersion() + " of CNI has no checks");
		}
		JsonObject result = result(network, target);
		if (result == null) {
			throw unchecked(network, target.interfaceName() + " of " + target.containerId() + " is not connected");
		}
		if (!network.disableCheck()) {
			new CniChain(this.runner, network, target).check(result);
		}
	}

	/**
	 * Asks the plugins of a network whether they could connect a container now. Those of
	 * a network before version 1.1.0 cannot tell, and are not asked.
	 * @param network the network
	 * @throws CniException the first that is not ready; its
	 * {@link CniException#pluginCode() number} is 50 if nothing can be connected, and 51
	 * if what is connected may have lost its network too
	 */
	public void status(CniNetwork network) {
		if (CniVersion.hasStatus(network.cniVersion())) {
			network.plugins()
				.forEach((plugin) -> this.runner
					.run(PluginCall.ofAll(CniCommand.STATUS, network, plugin, new JsonObject())));
		}
	}

	/**
	 * Disconnects all that is not wanted any more, as after a crash of the machine: first
	 * what the cache knows, whoever connected it, and then, with a network of version
	 * 1.1.0, what plugins find. Addresses that nobody has are free again. Nothing is done
	 * for a network that {@linkplain CniNetwork#disableGc() does not want it}.
	 * @param network the network
	 * @param wanted the interfaces that stay, of all containers of this machine in this
	 * network, other programs' included; only the container and the name count
	 * @throws CniException the first failure of a plugin; everything was tried
	 * nevertheless
	 */
	public void collectGarbage(CniNetwork network, Collection<CniTarget> wanted) {
		if (!network.disableGc()) {
			new CniGarbage(this, this.cache, this.runner, network, wanted).collect();
		}
	}

	private static FailedPreconditionException unchecked(CniNetwork network, String reason) {
		Failure failure = new Failure("CNI CHECK", "network", network.name(), null, ErrorCode.FAILED_PRECONDITION);
		return new FailedPreconditionException(failure.describe() + ": " + reason, failure, null);
	}

	private @Nullable JsonObject result(CniNetwork network, CniTarget target) {
		return this.cache.find(network.name(), target)
			.map(CniAttachment::result)
			.map((result) -> JsonView.parse("cached result", result.document()).object())
			.orElse(null);
	}

	/**
	 * What containers are known to be connected to, by this or another program that keeps
	 * results in the same place.
	 * @param containerId the container as plugins know it
	 * @return the connected interfaces; the targets have no network namespace
	 */
	public List<CniAttachment> attachments(String containerId) {
		return this.cache.list(containerId);
	}

	/**
	 * Asks a plugin which versions of CNI it knows.
	 * @param plugin the type of the plugin
	 * @return the versions
	 * @throws CniException if it cannot be run or gives no such answer
	 */
	public List<String> supportedVersions(String plugin) {
		PluginCall call = PluginCall.version(new CniPlugin(plugin, Set.of(), "{}").type(), "1.0.0");
		String output = this.runner.run(call);
		try {
			return List.copyOf(JsonView.parse("answer", output).texts("supportedVersions"));
		}
		catch (InvalidArgumentException ex) {
			throw call.failed(ErrorCode.DATA_LOSS, String.valueOf(ex.getMessage()), ex);
		}
	}

	Optional<CniResult> cached(CniNetwork network, CniTarget target) {
		return this.cache.find(network.name(), target).map(CniAttachment::result);
	}

	void forget(CniNetwork network, CniTarget target) {
		this.cache.remove(network.name(), target);
	}

	boolean loopback() {
		return this.loopback;
	}

	/**
	 * Says where things are. Not safe for use by many threads.
	 */
	public static final class Builder {

		private Path configDirectory = Optional.ofNullable(System.getenv("NETCONFPATH"))
			.filter((path) -> !path.isEmpty())
			.map(Path::of)
			.orElse(DEFAULT_CONFIG_DIRECTORY);

		private List<Path> configFiles = List.of();

		private List<Path> pluginDirectories = Optional.ofNullable(System.getenv("CNI_PATH"))
			.filter((paths) -> !paths.isEmpty())
			.map((paths) -> Arrays.stream(paths.split(":")).map(Path::of).toList())
			.orElseGet(() -> USUAL_PLUGIN_DIRECTORIES.stream().filter(Files::isDirectory).toList());

		private Path cacheDirectory = DEFAULT_CACHE_DIRECTORY;

		private Duration timeout = DEFAULT_TIMEOUT;

		private boolean loopback = true;

		private Builder() {
		}

		/**
		 * Sets the directory with configurations: files {@code *.conf},
		 * {@code *.conflist} and {@code *.json}, in the order of their names.
		 * @param directory the directory; it need not exist
		 * @return this builder
		 */
		public Builder configDirectory(Path directory) {
			this.configDirectory = directory;
			return this;
		}

		/**
		 * Names files with configurations, which come before those of the directory.
		 * @param files the files
		 * @return this builder
		 */
		public Builder configFiles(Path... files) {
			this.configFiles = List.of(files);
			return this;
		}

		/**
		 * Sets the directories with plugins, instead of those of {@code CNI_PATH}, or
		 * else {@code /opt/cni/bin}, {@code /usr/libexec/cni} and {@code /usr/lib/cni}.
		 * @param directories the directories, in the order of preference
		 * @return this builder
		 */
		public Builder pluginDirectories(Path... directories) {
			this.pluginDirectories = List.of(directories);
			return this;
		}

		/**
		 * Sets the directory that what networks gave is kept in.
		 * @param directory the directory; it is made when it is needed
		 * @return this builder
		 */
		public Builder cacheDirectory(Path directory) {
			this.cacheDirectory = directory;
			return this;
		}

		/**
		 * Limits the time of each run of a plugin; one that takes longer is killed.
		 * @param timeout the limit, positive
		 * @return this builder
		 * @throws InvalidArgumentException if it is not positive
		 */
		public Builder timeout(Duration timeout) {
			if (timeout.isNegative() || timeout.isZero()) {
				throw InvalidArgumentException.of("timeout", timeout.toString(), "it must be positive");
			}
			this.timeout = timeout;
			return this;
		}

		/**
		 * Says whether the plugin {@code loopback} is run for containers beside their
		 * networks. Runtimes other than runc and crun may need it.
		 * @param loopback {@code false} to leave the loopback interface to the runtime
		 * @return this builder
		 */
		public Builder loopback(boolean loopback) {
			this.loopback = loopback;
			return this;
		}

		/**
		 * Builds it; touches no file.
		 * @return the networks of these places
		 */
		public Cni build() {
			return new Cni(this);
		}

	}

}
