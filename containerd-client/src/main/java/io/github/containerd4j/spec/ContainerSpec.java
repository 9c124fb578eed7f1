package io.github.containerd4j.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.spec.LinuxNamespace.Kind;
import io.github.containerd4j.stdio.JsonLog;

/**
 * What a container shall be. What is not set comes from the image, and what the image
 * does not say is as {@code ctr run} of containerd 2 makes it: 14 capabilities, no new
 * privileges, at most 1024 open files, namespaces of its own for processes, network,
 * shared memory, host name and mounts, and no seccomp profile. Immutable.
 * <p>
 * Paths of mounts and devices are those of the daemon's host.
 *
 * @since 0.1.0
 */
public final class ContainerSpec {

	private final SpecSettings settings;

	private ContainerSpec(SpecSettings settings) {
		this.settings = settings;
	}

	/**
	 * Starts a container.
	 * @param id the identifier, unique in the namespace
	 * @return the builder
	 */
	public static Builder builder(String id) {
		return new Builder(new SpecSettings(id));
	}

	/**
	 * Describes a container by properties.
	 * @param properties {@code id}, the identifier, and properties as of
	 * {@link Builder#properties(Map)}
	 * @return the specification
	 * @throws InvalidPropertyException if there is no {@code id}, a property is not
	 * known, or its value not right
	 */
	public static ContainerSpec fromProperties(Map<String, ?> properties) {
		Map<String, Object> others = new LinkedHashMap<>(properties);
		if (!(others.remove("id") instanceof String id)) {
			throw new InvalidPropertyException("id", "must be text", null);
		}
		return builder(id).properties(others).build();
	}

	/**
	 * Describes a container by JSON.
	 * @param json one object, as of {@link #fromProperties(Map)}
	 * @return the specification
	 * @throws InvalidArgumentException if it is no JSON object, else as of
	 * {@link #fromProperties(Map)}
	 */
	public static ContainerSpec fromJson(String json) {
		return fromProperties(JsonTree.parse(json));
	}

	/**
	 * Starts a container like this one.
	 * @return the builder
	 */
	public Builder toBuilder() {
		return new Builder(this.settings.copy());
	}

	/**
	 * The identifier.
	 * @return the identifier
	 */
	public String id() {
		return this.settings.id;
	}

	/**
	 * The name of the image.
	 * @return the name as it was given; empty for an empty root file system
	 */
	public Optional<String> image() {
		return Optional.ofNullable(this.settings.image);
	}

	/**
	 * The image, if it was given as an object.
	 * @return the image; empty if it was given by name, or there is none
	 */
	public Optional<Image> imageHandle() {
		return Optional.ofNullable(this.settings.imageHandle);
	}

	/**
	 * The platform of the image.
	 * @return the platform; empty for the one that the daemon's host runs best
	 */
	public Optional<Platform> platform() {
		return Optional.ofNullable(this.settings.platform);
	}

	/**
	 * The snapshotter of the root file system.
	 * @return the name; empty for the client's default one
	 */
	public Optional<String> snapshotter() {
		return Optional.ofNullable(this.settings.snapshotter);
	}

	/**
	 * The labels of the snapshot.
	 * @return the labels
	 */
	public Map<String, String> snapshotLabels() {
		return Map.copyOf(this.settings.snapshotLabels);
	}

	/**
	 * The users of the container's own user namespace.
	 * @return ranges; none without such a namespace
	 */
	public List<UserMapping> userMappings() {
		return List.copyOf(this.settings.userMappings);
	}

	/**
	 * The groups of the container's own user namespace.
	 * @return ranges; none without such a namespace
	 */
	public List<UserMapping> groupMappings() {
		return List.copyOf(this.settings.groupMappings);
	}

	/**
	 * Whether the root file system is read only.
	 * @return whether it is
	 */
	public boolean isReadOnlyRoot() {
		return SpecSettings.isOn(this.settings.readOnlyRoot);
	}

	/**
	 * The labels that were set for the container's record.
	 * @return the labels, without those that come from the image and from other options
	 */
	public Map<String, String> labels() {
		return Map.copyOf(this.settings.labels);
	}

	/**
	 * The labels that stand for other options: the signal to stop with, and what the
	 * daemon's restart monitor reads.
	 * @param imageStopSignal the signal that the image names; empty if it names none
	 * @return the labels
	 */
	public Map<String, String> recordLabels(String imageStopSignal) {
		return RecordLabels.of(this.settings, imageStopSignal);
	}

	/**
	 * The extensions of the container's record.
	 * @return the extensions
	 */
	public Map<String, TypedValue> extensions() {
		return Map.copyOf(this.settings.extensions);
	}

	/**
	 * The runtime.
	 * @return the name; empty for the client's default one
	 */
	public Optional<String> runtime() {
		return Optional.ofNullable(this.settings.runtime);
	}

	/**
	 * The options of the runtime.
	 * @return the options; empty for its defaults
	 */
	public Optional<TypedValue> runtimeOptions() {
		return Optional.ofNullable(this.settings.runtimeOptions);
	}

	/**
	 * The program that is used instead of {@code runc}.
	 * @return name or path; empty for {@code runc}
	 */
	public Optional<String> runtimeBinary() {
		return Optional.ofNullable(this.settings.runtimeBinary);
	}

	/**
	 * The sandbox that the container belongs to.
	 * @return its identifier; empty for none
	 */
	public Optional<String> sandbox() {
		return Optional.ofNullable(this.settings.sandbox);
	}

	/**
	 * When the daemon starts the container again.
	 * @return the policy; empty for never
	 */
	public Optional<RestartPolicy> restartPolicy() {
		return Optional.ofNullable(this.settings.restartPolicy);
	}

	/**
	 * Where the output of the container's tasks goes unless their start says otherwise.
	 * @return the log; empty to drop output
	 */
	public Optional<JsonLog> log() {
		return Optional.ofNullable(this.settings.log);
	}

	/**
	 * The network that the container wants.
	 * @return the settings; empty for a network namespace that nobody connects
	 */
	public Optional<NetworkSettings> network() {
		return Optional.ofNullable(this.settings.network);
	}

	/**
	 * Whether anything is said of where the output goes: a log, or a log URI.
	 * @return {@code false} if nothing is
	 */
	public boolean hasLog() {
		return this.settings.log != null || this.settings.logUri != null;
	}

	/**
	 * Whether anything is said of the container's network: settings, a network namespace,
	 * or a sandbox that has one.
	 * @return {@code false} if it gets a network namespace that nobody connects
	 */
	public boolean hasNetwork() {
		return this.settings.network != null || this.settings.namespaces.containsKey(Kind.NETWORK)
				|| this.settings.sandbox != null;
	}

	/**
	 * Whether CNI networks are connected once for all tasks of the container.
	 * @return whether they are
	 */
	public boolean isNetworkKept() {
		return Boolean.TRUE.equals(this.settings.networkKept);
	}

	/**
	 * The name of the host that the container sees.
	 * @return the name; empty for that of the daemon's host, or of the identifier where a
	 * network needs one
	 */
	public Optional<String> hostname() {
		return Optional.ofNullable(this.settings.hostname);
	}

	/**
	 * What the container may use of the machine.
	 * @return the limits
	 */
	public Resources resources() {
		return this.settings.resources;
	}

	/**
	 * Whether the process has a terminal.
	 * @return whether it has
	 */
	public boolean terminal() {
		return SpecSettings.isOn(this.settings.terminal);
	}

	/**
	 * The profiles that are applied before all that is set here.
	 * @return their names in their order
	 */
	public List<String> profiles() {
		return List.copyOf(this.settings.profiles);
	}

	/**
	 * What is said of the container.
	 * @return the description; empty for none
	 */
	public Optional<String> description() {
		return Optional.ofNullable(this.settings.description);
	}

	/**
	 * Whether the container is deleted when it stops.
	 * @return whether it is
	 */
	public boolean isEphemeral() {
		return SpecSettings.isOn(this.settings.ephemeral);
	}

	SpecSettings settings() {
		return this.settings;
	}

	/**
	 * Identifier and image, but no environment.
	 */
	@Override
	public String toString() {
		return "ContainerSpec[" + this.settings.id + ", " + this.settings.image + "]";
	}

	/**
	 * Builds what a container shall be. Not safe for use by many threads.
	 */
	public static final class Builder {

		private final SpecSettings settings;

		private Builder(SpecSettings settings) {
			this.settings = settings;
		}

		/**
		 * Names the image. Without one, the root file system is empty.
		 * @param name the name as the image service has it; one that it has not is
		 * completed, so that {@code busybox} means
		 * {@code docker.io/library/busybox:latest}
		 * @return this builder
		 */
		public Builder image(String name) {
			this.settings.image = Texts.requireContent("image name", name);
			this.settings.imageHandle = null;
			return this;
		}

		/**
		 * Sets the image, for the platform that it was narrowed to.
		 * @param image the image, of the same namespace
		 * @return this builder
		 */
		public Builder image(Image image) {
			this.settings.image = image.name();
			this.settings.imageHandle = image;
			return this;
		}

		/**
		 * Chooses the platform of the image; the one that the daemon's host runs best by
		 * default.
		 * @param platform the platform
		 * @return this builder
		 */
		public Builder platform(Platform platform) {
			this.settings.platform = platform;
			return this;
		}

		/**
		 * Sets the arguments of the image's entrypoint, or the whole command where there
		 * is none. They replace the command of the image.
		 * @param args the words
		 * @return this builder
		 */
		public Builder args(String... args) {
			return args(List.of(args));
		}

		/**
		 * Sets the arguments; see {@link #args(String...)}.
		 * @param args the words
		 * @return this builder
		 */
		public Builder args(List<String> args) {
			this.settings.args = List.copyOf(args);
			return this;
		}

		/**
		 * Replaces the entrypoint of the image, and with it the image's command, as
		 * Docker does.
		 * @param entrypoint the words that the command begins with; none for no
		 * entrypoint
		 * @return this builder
		 */
		public Builder entrypoint(String... entrypoint) {
			return entrypoint(List.of(entrypoint));
		}

		/**
		 * Replaces the entrypoint; see {@link #entrypoint(String...)}.
		 * @param entrypoint the words that the command begins with; none for no
		 * entrypoint
		 * @return this builder
		 */
		public Builder entrypoint(List<String> entrypoint) {
			this.settings.entrypoint = List.copyOf(entrypoint);
			return this;
		}

		/**
		 * Sets a variable of the environment, in place of the image's.
		 * @param name the name
		 * @param value the value
		 * @return this builder
		 * @throws InvalidArgumentException if the name is empty or has an equals sign
		 */
		public Builder env(String name, String value) {
			this.settings.env.put(Environment.requireName(name),
					Texts.requireNoZero("environment variable", name, value));
			this.settings.withoutEnv.remove(name);
			return this;
		}

		/**
		 * Sets variables of the environment; see {@link #env(String, String)}.
		 * @param variables names and values
		 * @return this builder
		 * @throws InvalidArgumentException if a name is empty or has an equals sign
		 */
		public Builder env(Map<String, String> variables) {
			variables.forEach(this::env);
			return this;
		}

		/**
		 * Leaves out a variable that the image sets.
		 * @param name the name
		 * @return this builder
		 * @throws InvalidArgumentException if the name is empty or has an equals sign
		 */
		public Builder withoutEnv(String name) {
			this.settings.withoutEnv.add(Environment.requireName(name));
			this.settings.env.remove(name);
			return this;
		}

		/**
		 * Sets the working directory; that of the image by default.
		 * @param directory an absolute path in the container
		 * @return this builder
		 * @throws InvalidArgumentException if the path is not absolute
		 */
		public Builder cwd(String directory) {
			this.settings.cwd = Texts.requireAbsolute("working directory", directory);
			return this;
		}

		/**
		 * Sets the user; that of the image by default. Names are looked up in the files
		 * of the image, and a name that is not there is an error. A number that is not
		 * there has the group 0.
		 * @param user {@code user}, {@code uid}, or one of them with a colon and
		 * {@code group} or {@code gid}
		 * @return this builder
		 * @throws InvalidArgumentException if the form is none of these
		 */
		public Builder user(String user) {
			this.settings.user = UserName.parse(user).text();
			return this;
		}

		/**
		 * Sets user and group; that of the image by default.
		 * @param uid the user, 0 to 2147483647
		 * @param gid the group, 0 to 2147483647
		 * @return this builder
		 * @throws InvalidArgumentException if a number is out of this range
		 */
		public Builder user(long uid, long gid) {
			return user(ProcessUser.of(uid, gid).uid() + ":" + gid);
		}

		/**
		 * Adds groups of the user, besides those that list it in the image's
		 * {@code /etc/group}.
		 * @param groups names, which must be in the image, or numbers
		 * @return this builder
		 * @throws InvalidArgumentException if one is empty
		 */
		public Builder additionalGroups(String... groups) {
			for (String group : groups) {
				this.settings.additionalGroups.add(Texts.requireContent("group", group));
			}
			return this;
		}

		/**
		 * Gives the process a terminal, and {@code TERM=xterm} unless that variable is
		 * set.
		 * @return this builder
		 */
		public Builder tty() {
			this.settings.terminal = true;
			return this;
		}

		/**
		 * Sets the name of the host that the container sees; that of the daemon's host by
		 * default.
		 * @param hostname the name
		 * @return this builder
		 * @throws InvalidArgumentException if it is empty
		 */
		public Builder hostname(String hostname) {
			this.settings.hostname = Texts.requireContent("host name", hostname);
			return this;
		}

		/**
		 * Mounts something. A mount at a destination of the default ones, such as
		 * {@code /dev/shm}, takes the place of that.
		 * @param mount the mount
		 * @return this builder
		 */
		public Builder mount(SpecMount mount) {
			this.settings.mounts.add(mount);
			return this;
		}

		/**
		 * Makes the root file system read only.
		 * @return this builder
		 */
		public Builder readOnlyRoot() {
			this.settings.readOnlyRoot = true;
			return this;
		}

		/**
		 * Chooses whether the root file system is read only; it is not by default.
		 * @param readOnly whether it is
		 * @return this builder
		 */
		public Builder readOnlyRoot(boolean readOnly) {
			this.settings.readOnlyRoot = readOnly;
			return this;
		}

		/**
		 * Gives the container more capabilities than the default ones.
		 * @param capabilities names, such as {@code CAP_NET_ADMIN} or {@code net_admin};
		 * {@code ALL} for all
		 * @return this builder
		 * @throws InvalidArgumentException if Linux knows no such capability
		 */
		public Builder addCapabilities(String... capabilities) {
			for (String capability : capabilities) {
				this.settings.addedCapabilities.add(Capability.normalized(capability));
			}
			return this;
		}

		/**
		 * Takes capabilities from the container. Those that are added by name stay if
		 * {@code ALL} are taken.
		 * @param capabilities names, such as {@code CAP_CHOWN} or {@code chown};
		 * {@code ALL} for all
		 * @return this builder
		 * @throws InvalidArgumentException if Linux knows no such capability
		 */
		public Builder dropCapabilities(String... capabilities) {
			for (String capability : capabilities) {
				this.settings.droppedCapabilities.add(Capability.normalized(capability));
			}
			return this;
		}

		/**
		 * Takes most of the walls away: all capabilities that this process itself could
		 * have, all devices of the host, writable kernel files, no seccomp, AppArmor and
		 * SELinux. Who runs in such a container can take over the host.
		 * @return this builder
		 */
		public Builder privileged() {
			this.settings.privileged = true;
			return this;
		}

		/**
		 * Chooses whether most of the walls are taken away; see {@link #privileged()}.
		 * @param privileged whether they are
		 * @return this builder
		 */
		public Builder privileged(boolean privileged) {
			this.settings.privileged = privileged;
			return this;
		}

		/**
		 * Sets whether programs with the set-user-id bit give no further privileges. They
		 * do not by default.
		 * @param noNewPrivileges whether they do not
		 * @return this builder
		 */
		public Builder noNewPrivileges(boolean noNewPrivileges) {
			this.settings.noNewPrivileges = noNewPrivileges;
			return this;
		}

		/**
		 * Bounds the system calls; unconfined by default, as in {@code ctr}.
		 * @param profile the profile
		 * @return this builder
		 */
		public Builder seccomp(SeccompProfile profile) {
			this.settings.seccomp = profile;
			return this;
		}

		/**
		 * Names a profile of AppArmor, which must be loaded on the host; none by default.
		 * @param profile the name
		 * @return this builder
		 * @throws InvalidArgumentException if it is empty
		 */
		public Builder apparmor(String profile) {
			this.settings.apparmor = Texts.requireContent("AppArmor profile", profile);
			return this;
		}

		/**
		 * Sets a limit on each process. By default there is one, {@code RLIMIT_NOFILE} of
		 * 1024.
		 * @param limit the limit
		 * @return this builder
		 */
		public Builder rlimit(Rlimit limit) {
			this.settings.rlimits.put(limit.type(), limit);
			return this;
		}

		/**
		 * Sets how readily the kernel kills the container when memory runs out.
		 * @param adjustment -1000, never, to 1000, first
		 * @return this builder
		 * @throws InvalidArgumentException if the number is out of this range
		 */
		public Builder oomScoreAdjustment(int adjustment) {
			if (adjustment < -1000 || adjustment > 1000) {
				throw InvalidArgumentException.of("oom score adjustment", Integer.toString(adjustment),
						"it must be -1000 to 1000");
			}
			this.settings.oomScore = adjustment;
			return this;
		}

		/**
		 * Sets a parameter of the kernel for the container's namespaces.
		 * @param name the name, such as {@code net.core.somaxconn}
		 * @param value the value
		 * @return this builder
		 * @throws InvalidArgumentException if the name has other characters than
		 * parameters have
		 */
		public Builder sysctl(String name, String value) {
			if (!name.matches("[A-Za-z0-9_-]+([./][A-Za-z0-9_-]+)+")) {
				throw InvalidArgumentException.of("sysctl", name, "expected a name such as net.core.somaxconn");
			}
			this.settings.sysctls.put(name, value);
			return this;
		}

		/**
		 * Lets the container use a device.
		 * @param device the device
		 * @return this builder
		 */
		public Builder device(LinuxDevice device) {
			this.settings.devices.add(device);
			return this;
		}

		/**
		 * Lets the container use a device that a vendor describes by the Container Device
		 * Interface, in {@code /etc/cdi} or {@code /var/run/cdi} of this machine.
		 * @param name the full name, {@code vendor/class=device}
		 * @return this builder
		 * @throws InvalidArgumentException if the name has another form
		 */
		public Builder cdiDevice(String name) {
			if (!name.matches("[A-Za-z][A-Za-z0-9._-]*/[A-Za-z][A-Za-z0-9_-]*=[A-Za-z0-9][A-Za-z0-9._:-]*")) {
				throw InvalidArgumentException.of("CDI device", name, "expected vendor/class=device");
			}
			this.settings.cdiDevices.add(name);
			return this;
		}

		/**
		 * Replaces the paths that the container cannot see; 11 of the kernel's by
		 * default.
		 * @param paths absolute paths; none for no such path
		 * @return this builder
		 * @throws InvalidArgumentException if a path is not absolute
		 */
		public Builder maskedPaths(String... paths) {
			this.settings.maskedPaths = absolute("masked path", paths);
			return this;
		}

		/**
		 * Replaces the paths that the container cannot write to; 5 of the kernel's by
		 * default.
		 * @param paths absolute paths; none for no such path
		 * @return this builder
		 * @throws InvalidArgumentException if a path is not absolute
		 */
		public Builder readonlyPaths(String... paths) {
			this.settings.readonlyPaths = absolute("read-only path", paths);
			return this;
		}

		private static List<String> absolute(String kind, String... paths) {
			List<String> list = List.of(paths);
			list.forEach((path) -> Texts.requireAbsolute(kind, path));
			return list;
		}

		/**
		 * Chooses one of the kernel's namespaces. By default the container has its own of
		 * five kinds, and the host's of users, control groups and time.
		 * @param namespace the namespace
		 * @return this builder
		 */
		public Builder namespace(LinuxNamespace namespace) {
			this.settings.namespaces.put(namespace.kind(), namespace);
			return this;
		}

		/**
		 * Chooses the network. It is kept with the container, and connected when the
		 * container is started; without settings, there is a network namespace with the
		 * loopback interface alone. In the host's network, {@code /etc/hosts} and
		 * {@code /etc/resolv.conf} of the host are mounted, read only, as
		 * {@code ctr --net-host} does; with CNI, files of the container's own. A network
		 * namespace that is chosen by {@link #namespace} later replaces the one of the
		 * settings.
		 * @param network the settings
		 * @return this builder
		 */
		public Builder network(NetworkSettings network) {
			this.settings.network = network;
			this.settings.networkProperties.clear();
			return namespace(LinuxNamespace.of(network));
		}

		/**
		 * Connects CNI networks when the container is created and disconnects them when
		 * it is deleted; by default each task is connected anew. Addresses and published
		 * ports stay the same over all tasks, and whoever starts the container finds
		 * them, such as the daemon's restart monitor: with a {@linkplain #restartPolicy
		 * restart policy} networks are always kept. They are lost when the machine is
		 * started anew; the next start by this client connects the container again, one
		 * by the restart monitor fails. It cannot be combined with a user namespace.
		 * @return this builder
		 */
		public Builder keepNetwork() {
			this.settings.networkKept = true;
			return this;
		}

		/**
		 * Gives the container users of its own, which are others on the host: root in the
		 * container is nobody there. The snapshotter of containerd 2.0 maps the owners of
		 * the files. With another one, the first container of an image with these ranges
		 * copies all its files, which the next ones then share; that needs root's rights
		 * and the daemon on this machine, else creating the container fails with
		 * {@link io.github.containerd4j.UnimplementedException}.
		 * @param users ranges of users, at least one
		 * @param groups ranges of groups, at least one
		 * @return this builder
		 * @throws InvalidArgumentException if there is no range
		 */
		public Builder userNamespace(List<UserMapping> users, List<UserMapping> groups) {
			if (users.isEmpty() || groups.isEmpty()) {
				throw InvalidArgumentException.of("user mapping", null, "it needs ranges of users and of groups");
			}
			this.settings.userMappings.clear();
			this.settings.userMappings.addAll(users);
			this.settings.groupMappings.clear();
			this.settings.groupMappings.addAll(groups);
			return namespace(LinuxNamespace.isolated(Kind.USER));
		}

		/**
		 * Sets the control group; {@code /<namespace>/<id>} by default.
		 * @param path an absolute path, or {@code slice:prefix:name} for a runtime that
		 * uses systemd
		 * @return this builder
		 * @throws InvalidArgumentException if it is neither, or leaves its root
		 */
		public Builder cgroup(String path) {
			this.settings.cgroup = CgroupPath.require(path);
			return this;
		}

		/**
		 * Puts the control group, named by the identifier, below another one.
		 * @param parent an absolute path, or the name of a slice, such as
		 * {@code apps.slice}, for a runtime that uses systemd
		 * @return this builder
		 * @throws InvalidArgumentException if it is neither, or leaves its root
		 */
		public Builder cgroupParent(String parent) {
			this.settings.cgroupParent = CgroupPath.requireParent(parent);
			return this;
		}

		/**
		 * Bounds what the container may use of the machine; nothing is bounded by
		 * default.
		 * @param resources the limits
		 * @return this builder
		 */
		public Builder resources(Resources resources) {
			this.settings.resources = resources;
			return this;
		}

		/**
		 * Adds an annotation to the runtime spec.
		 * @param key the key
		 * @param value the value
		 * @return this builder
		 * @throws InvalidArgumentException if the key is empty
		 */
		public Builder annotation(String key, String value) {
			this.settings.annotations.put(Texts.requireContent("annotation", key), value);
			return this;
		}

		/**
		 * Adds a label to the container's record. Labels of the image are copied too.
		 * @param key the key
		 * @param value the value
		 * @return this builder
		 * @throws InvalidArgumentException if containerd would refuse the label
		 */
		public Builder label(String key, String value) {
			Labels.require(key, value);
			this.settings.labels.put(key, value);
			return this;
		}

		/**
		 * Adds labels to the container's record; see {@link #label(String, String)}.
		 * @param labels the labels
		 * @return this builder
		 * @throws InvalidArgumentException if containerd would refuse a label
		 */
		public Builder labels(Map<String, String> labels) {
			labels.forEach(this::label);
			return this;
		}

		/**
		 * Attaches data of the client to the container's record. containerd cannot remove
		 * an extension again.
		 * @param key the key
		 * @param value the data
		 * @return this builder
		 * @throws InvalidArgumentException if the key is empty
		 */
		public Builder extension(String key, TypedValue value) {
			this.settings.extensions.put(Texts.requireContent("extension", key), value);
			return this;
		}

		/**
		 * Chooses the snapshotter; the client's default one otherwise.
		 * @param snapshotter the name
		 * @return this builder
		 * @throws InvalidArgumentException if it is empty
		 */
		public Builder snapshotter(String snapshotter) {
			this.settings.snapshotter = Texts.requireContent("snapshotter", snapshotter);
			return this;
		}

		/**
		 * Adds a label to the snapshot of the root file system.
		 * @param key the key
		 * @param value the value
		 * @return this builder
		 * @throws InvalidArgumentException if containerd would refuse the label
		 */
		public Builder snapshotLabel(String key, String value) {
			Labels.require(key, value);
			this.settings.snapshotLabels.put(key, value);
			return this;
		}

		/**
		 * Chooses the runtime; the client's default one otherwise.
		 * @param runtime the name, such as {@code io.containerd.runc.v2}, or the absolute
		 * path of a shim
		 * @return this builder
		 * @throws InvalidArgumentException if it is empty
		 */
		public Builder runtime(String runtime) {
			this.settings.runtime = Texts.requireContent("runtime", runtime);
			this.settings.runtimeOptions = null;
			return this;
		}

		/**
		 * Chooses the runtime with options of its own.
		 * @param runtime the name, or the absolute path of a shim
		 * @param options the options, of the type that the runtime takes
		 * @return this builder
		 * @throws InvalidArgumentException if the name is empty
		 */
		public Builder runtime(String runtime, TypedValue options) {
			runtime(runtime);
			this.settings.runtimeOptions = options;
			return this;
		}

		/**
		 * Uses another program than {@code runc}, such as {@code crun}. The shim stays
		 * that of runc.
		 * @param program a name on the daemon's search path, or an absolute path
		 * @return this builder
		 * @throws InvalidArgumentException if it is empty
		 */
		public Builder runtimeBinary(String program) {
			this.settings.runtimeBinary = Texts.requireContent("runtime program", program);
			return this;
		}

		/**
		 * Puts the container into a sandbox, since containerd 1.7.
		 * @param sandbox the identifier of the sandbox
		 * @return this builder
		 * @throws InvalidArgumentException if the identifier is not valid
		 */
		public Builder sandbox(String sandbox) {
			this.settings.sandbox = Identifiers.require("sandbox id", sandbox);
			return this;
		}

		/**
		 * Sets the signal that asks the container to end; that of the image by default,
		 * else {@code SIGTERM}. It is kept as a label of the record.
		 * @param signal name or number, such as {@code SIGQUIT} or {@code 3}
		 * @return this builder
		 * @throws InvalidArgumentException if it is empty
		 */
		public Builder stopSignal(String signal) {
			this.settings.stopSignal = Texts.requireContent("stop signal", signal);
			return this;
		}

		/**
		 * Lets the daemon start the container again; never by default.
		 * @param policy when
		 * @return this builder
		 */
		public Builder restartPolicy(RestartPolicy policy) {
			this.settings.restartPolicy = policy;
			return this;
		}

		/**
		 * Sets where the output goes when this client starts the container without other
		 * streams; it is dropped by default. The log is kept as an extension of the
		 * record, so it goes on when the container is started again, also by another JVM.
		 * The JVM that starts the container writes it; the daemon's restart monitor knows
		 * nothing of it, see {@link #logUri}.
		 * @param log the log
		 * @return this builder
		 */
		public Builder log(JsonLog log) {
			this.settings.log = log;
			return this;
		}

		/**
		 * Sets where the output goes when the daemon's restart monitor starts the
		 * container. It is kept as a label of the record.
		 * @param uri such as {@code file:///var/log/web.log} or
		 * {@code binary:///usr/bin/logger?key=value}
		 * @return this builder
		 * @throws InvalidArgumentException if it is neither
		 */
		public Builder logUri(String uri) {
			if (!uri.startsWith("file:///") && !uri.startsWith("binary:///")) {
				throw InvalidArgumentException.of("log URI", uri, "expected file:///path or binary:///path");
			}
			this.settings.logUri = uri;
			return this;
		}

		/**
		 * Describes the container to people. It is kept as a label of the record.
		 * @param description any text, of about 4000 bytes at most
		 * @return this builder
		 * @throws InvalidArgumentException if it is larger
		 */
		public Builder description(String description) {
			Labels.require(RecordLabels.DESCRIPTION, description);
			this.settings.description = description;
			return this;
		}

		/**
		 * Chooses whether the container is deleted when it stops; see
		 * {@link io.github.containerd4j.container.Container#isEphemeral()}. It is kept as
		 * a label of the record.
		 * @param ephemeral whether it is
		 * @return this builder
		 */
		public Builder ephemeral(boolean ephemeral) {
			this.settings.ephemeral = ephemeral;
			return this;
		}

		/**
		 * Names profiles of the client. When the container is created, they are applied
		 * in this order, and all that is set here over them, whether it was set before or
		 * after this call: single values replace, variables, labels and limits replace
		 * those of the same name, mounts those of the same place, and what else is a list
		 * is added. The names are kept as a label of the record.
		 * @param names the names; those of an earlier call are replaced
		 * @return this builder
		 * @throws InvalidArgumentException if a name is not valid; whether there is such
		 * a profile is found when the container is created
		 */
		public Builder profiles(String... names) {
			List<String> checked = List.of(names);
			checked.forEach((name) -> Identifiers.require("profile", name));
			Labels.require(RecordLabels.PROFILES, String.join(",", checked));
			this.settings.profiles.clear();
			this.settings.profiles.addAll(checked);
			this.settings.profilesApplied = false;
			return this;
		}

		/**
		 * Sets what properties say, over what is set. They have the names and values of
		 * Spring's properties below {@code containerd.containers.<id>}: {@code image},
		 * {@code command}, {@code entrypoint}, {@code env}, {@code user},
		 * {@code additional-groups}, {@code working-directory}, {@code hostname},
		 * {@code mounts} (each with {@code type}, {@code source}, {@code target},
		 * {@code read-only}, {@code options}), {@code read-only-root},
		 * {@code privileged}, {@code no-new-privileges}, {@code add-capabilities},
		 * {@code drop-capabilities}, {@code devices} (see {@link LinuxDevice#parse}),
		 * {@code cdi-devices}, {@code sysctls}, {@code rlimits} (see
		 * {@link Rlimit#parse}), {@code network} ({@code mode}, {@code networks},
		 * {@code container}, {@code ports}, {@code nameservers}, {@code search},
		 * {@code hosts}, {@code keep}), {@code limits} ({@code cpus}, {@code cpu-shares},
		 * {@code cpuset}, {@code memory} in bytes or as {@code 64MB},
		 * {@code memory-with-swap}, {@code pids}), {@code cgroup-parent},
		 * {@code runtime}, {@code restart}, {@code labels}, {@code annotations},
		 * {@code snapshotter}, {@code stop-signal}, {@code description},
		 * {@code ephemeral} and {@code profiles}.
		 * @param properties text, numbers, true and false, lists of them, and maps for
		 * groups; a member of a group may also be named {@code limits.memory}
		 * @return this builder
		 * @throws InvalidPropertyException if a property is not known, or its value not
		 * right; it names the path
		 */
		public Builder properties(Map<String, ?> properties) {
			SpecProperties.write(PropertyTree.of(properties), this);
			return this;
		}

		/**
		 * Sets all that is set in another specification, over what is set here. The
		 * identifier stays.
		 * @param other the other one
		 * @return this builder
		 */
		public Builder with(ContainerSpec other) {
			other.settings.writeTo(this.settings);
			return this;
		}

		SpecSettings settings() {
			return this.settings;
		}

		/**
		 * Changes the runtime spec after all else was written to it. Called each time
		 * that a container is created; several are called in the order in which they were
		 * given.
		 * @param customizer changes the spec
		 * @return this builder
		 */
		public Builder customize(Consumer<SpecDocument> customizer) {
			this.settings.customizer = this.settings.customizer.andThen(customizer);
			return this;
		}

		/**
		 * Checks and builds the specification.
		 * @return the specification
		 * @throws InvalidArgumentException if containerd would refuse the identifier
		 */
		public ContainerSpec build() {
			Identifiers.require("container id", this.settings.id);
			return new ContainerSpec(this.settings.copy());
		}

	}

}
