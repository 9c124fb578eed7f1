package io.github.containerd4j.spring.autoconfigure.container;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * What a container can be, said by itself or by a profile.
 *
 * @since 0.1.0
 */
public abstract class ContainerSettingsProperties {

	/**
	 * Name of the image.
	 */
	private @Nullable String image;

	/**
	 * Arguments of the entrypoint, or the whole command if there is none. Empty for those
	 * of the image.
	 */
	private List<String> command = new ArrayList<>();

	/**
	 * What takes the place of the image's entrypoint, and with it of the image's command.
	 */
	private @Nullable List<String> entrypoint;

	/**
	 * Environment variables, besides those of the image.
	 */
	private Map<String, String> env = new LinkedHashMap<>();

	/**
	 * User and group: names or numbers with a colon between. Without it, those of the
	 * image.
	 */
	private @Nullable String user;

	/**
	 * Groups besides that of the user: names or numbers.
	 */
	private List<String> additionalGroups = new ArrayList<>();

	/**
	 * Absolute path in the container. Without it, that of the image.
	 */
	private @Nullable String workingDirectory;

	/**
	 * Name of the host that the container sees. Without it, its own name.
	 */
	private @Nullable String hostname;

	/**
	 * What is mounted in the container.
	 */
	private List<MountProperties> mounts = new ArrayList<>();

	/**
	 * Whether the root file system may only be read. Without it, it can be written to.
	 */
	private @Nullable Boolean readOnlyRoot;

	/**
	 * Whether most of the walls around the container are taken away. Without it, they are
	 * not.
	 */
	private @Nullable Boolean privileged;

	/**
	 * Whether programs with the set-user-id bit give no further privileges. Without it,
	 * that is so.
	 */
	private @Nullable Boolean noNewPrivileges;

	/**
	 * Capabilities besides the default ones, such as NET_ADMIN.
	 */
	private List<String> addCapabilities = new ArrayList<>();

	/**
	 * Capabilities that are taken away, such as CHOWN or ALL.
	 */
	private List<String> dropCapabilities = new ArrayList<>();

	/**
	 * Devices of the daemon's host: path[:path in the container[:access]], where the
	 * access is letters of rwm.
	 */
	private List<String> devices = new ArrayList<>();

	/**
	 * Devices that vendors describe by the Container Device Interface:
	 * vendor/class=device.
	 */
	private List<String> cdiDevices = new ArrayList<>();

	/**
	 * Parameters of the kernel for the namespaces of the container, such as
	 * net.core.somaxconn.
	 */
	private Map<String, String> sysctls = new LinkedHashMap<>();

	/**
	 * Limits of the kernel on each process, such as nofile: a number, or the soft and the
	 * hard one with a colon between; -1 for none.
	 */
	private Map<String, String> rlimits = new LinkedHashMap<>();

	/**
	 * Control group that has that of the container. Without it, one of the namespace's
	 * name.
	 */
	private @Nullable String cgroupParent;

	/**
	 * Runtime, such as io.containerd.runc.v2. Without it, that of the client.
	 */
	private @Nullable String runtime;

	/**
	 * Network. What is not said here is that of the profiles or else of
	 * containerd.defaults.network.
	 */
	@NestedConfigurationProperty
	private final NetworkProperties network = new NetworkProperties();

	/**
	 * Limits. What is not said here is that of the profiles or else of
	 * containerd.defaults.limits.
	 */
	@NestedConfigurationProperty
	private final LimitsProperties limits = new LimitsProperties();

	/**
	 * When the daemon starts the container again: no, always, unless-stopped, on-failure
	 * or on-failure:retries. Without it, never.
	 */
	private @Nullable String restart;

	/**
	 * Labels.
	 */
	private Map<String, String> labels = new LinkedHashMap<>();

	/**
	 * Annotations of the runtime spec.
	 */
	private Map<String, String> annotations = new LinkedHashMap<>();

	/**
	 * Snapshotter. Without it, that of the client.
	 */
	private @Nullable String snapshotter;

	/**
	 * Signal that asks the container to end. Without it, that of the image, else SIGTERM.
	 */
	private @Nullable String stopSignal;

	/**
	 * What people are told of the container.
	 */
	private @Nullable String description;

	/**
	 * Whether the container is deleted when it stops. Without it, it stays.
	 */
	private @Nullable Boolean ephemeral;

	public @Nullable String getImage() {
		return this.image;
	}

	public void setImage(@Nullable String image) {
		this.image = image;
	}

	public List<String> getCommand() {
		return this.command;
	}

	public void setCommand(List<String> command) {
		this.command = command;
	}

	public @Nullable List<String> getEntrypoint() {
		return this.entrypoint;
	}

	public void setEntrypoint(@Nullable List<String> entrypoint) {
		this.entrypoint = entrypoint;
	}

	public Map<String, String> getEnv() {
		return this.env;
	}

	public void setEnv(Map<String, String> env) {
		this.env = env;
	}

	public @Nullable String getUser() {
		return this.user;
	}

	public void setUser(@Nullable String user) {
		this.user = user;
	}

	public List<String> getAdditionalGroups() {
		return this.additionalGroups;
	}

	public void setAdditionalGroups(List<String> additionalGroups) {
		this.additionalGroups = additionalGroups;
	}

	public @Nullable String getWorkingDirectory() {
		return this.workingDirectory;
	}

	public void setWorkingDirectory(@Nullable String workingDirectory) {
		this.workingDirectory = workingDirectory;
	}

	public @Nullable String getHostname() {
		return this.hostname;
	}

	public void setHostname(@Nullable String hostname) {
		this.hostname = hostname;
	}

	public List<MountProperties> getMounts() {
		return this.mounts;
	}

	public void setMounts(List<MountProperties> mounts) {
		this.mounts = mounts;
	}

	public @Nullable Boolean getReadOnlyRoot() {
		return this.readOnlyRoot;
	}

	public void setReadOnlyRoot(@Nullable Boolean readOnlyRoot) {
		this.readOnlyRoot = readOnlyRoot;
	}

	public @Nullable Boolean getPrivileged() {
		return this.privileged;
	}

	public void setPrivileged(@Nullable Boolean privileged) {
		this.privileged = privileged;
	}

	public @Nullable Boolean getNoNewPrivileges() {
		return this.noNewPrivileges;
	}

	public void setNoNewPrivileges(@Nullable Boolean noNewPrivileges) {
		this.noNewPrivileges = noNewPrivileges;
	}

	public List<String> getAddCapabilities() {
		return this.addCapabilities;
	}

	public void setAddCapabilities(List<String> addCapabilities) {
		this.addCapabilities = addCapabilities;
	}

	public List<String> getDropCapabilities() {
		return this.dropCapabilities;
	}

	public void setDropCapabilities(List<String> dropCapabilities) {
		this.dropCapabilities = dropCapabilities;
	}

	public List<String> getDevices() {
		return this.devices;
	}

	public void setDevices(List<String> devices) {
		this.devices = devices;
	}

	public List<String> getCdiDevices() {
		return this.cdiDevices;
	}

	public void setCdiDevices(List<String> cdiDevices) {
		this.cdiDevices = cdiDevices;
	}

	public Map<String, String> getSysctls() {
		return this.sysctls;
	}

	public void setSysctls(Map<String, String> sysctls) {
		this.sysctls = sysctls;
	}

	public Map<String, String> getRlimits() {
		return this.rlimits;
	}

	public void setRlimits(Map<String, String> rlimits) {
		this.rlimits = rlimits;
	}

	public @Nullable String getCgroupParent() {
		return this.cgroupParent;
	}

	public void setCgroupParent(@Nullable String cgroupParent) {
		this.cgroupParent = cgroupParent;
	}

	public @Nullable String getRuntime() {
		return this.runtime;
	}

	public void setRuntime(@Nullable String runtime) {
		this.runtime = runtime;
	}

	public NetworkProperties getNetwork() {
		return this.network;
	}

	public LimitsProperties getLimits() {
		return this.limits;
	}

	public @Nullable String getRestart() {
		return this.restart;
	}

	public void setRestart(@Nullable String restart) {
		this.restart = restart;
	}

	public Map<String, String> getLabels() {
		return this.labels;
	}

	public void setLabels(Map<String, String> labels) {
		this.labels = labels;
	}

	public Map<String, String> getAnnotations() {
		return this.annotations;
	}

	public void setAnnotations(Map<String, String> annotations) {
		this.annotations = annotations;
	}

	public @Nullable String getSnapshotter() {
		return this.snapshotter;
	}

	public void setSnapshotter(@Nullable String snapshotter) {
		this.snapshotter = snapshotter;
	}

	public @Nullable String getStopSignal() {
		return this.stopSignal;
	}

	public void setStopSignal(@Nullable String stopSignal) {
		this.stopSignal = stopSignal;
	}

	public @Nullable String getDescription() {
		return this.description;
	}

	public void setDescription(@Nullable String description) {
		this.description = description;
	}

	public @Nullable Boolean getEphemeral() {
		return this.ephemeral;
	}

	public void setEphemeral(@Nullable Boolean ephemeral) {
		this.ephemeral = ephemeral;
	}

}
