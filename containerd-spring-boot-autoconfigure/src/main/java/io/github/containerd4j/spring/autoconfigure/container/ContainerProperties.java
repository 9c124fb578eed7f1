package io.github.containerd4j.spring.autoconfigure.container;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.image.PullPolicy;
import io.github.containerd4j.spring.container.OnStop;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.convert.DurationUnit;

/**
 * One container that the application creates and starts.
 *
 * @since 0.1.0
 */
public class ContainerProperties {

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
	 * Whether the root file system may only be read.
	 */
	private boolean readOnlyRoot = false;

	/**
	 * Whether most of the walls around the container are taken away.
	 */
	private boolean privileged = false;

	/**
	 * Capabilities besides the default ones, such as NET_ADMIN.
	 */
	private List<String> addCapabilities = new ArrayList<>();

	/**
	 * Capabilities that are taken away, such as CHOWN or ALL.
	 */
	private List<String> dropCapabilities = new ArrayList<>();

	/**
	 * Network. What is not said here is that of containerd.defaults.network.
	 */
	@NestedConfigurationProperty
	private final NetworkProperties network = new NetworkProperties();

	/**
	 * Limits. What is not said here is that of containerd.defaults.limits.
	 */
	@NestedConfigurationProperty
	private final LimitsProperties limits = new LimitsProperties();

	/**
	 * Log. Without a driver, that of containerd.defaults.log.
	 */
	@NestedConfigurationProperty
	private final LogProperties log = new LogProperties();

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
	 * Namespace. Without it, that of the beans without a qualifier.
	 */
	private @Nullable String namespace;

	/**
	 * Snapshotter. Without it, that of the client.
	 */
	private @Nullable String snapshotter;

	/**
	 * Signal that asks the container to end. Without it, that of the image, else SIGTERM.
	 */
	private @Nullable String stopSignal;

	/**
	 * How long the container may take to end by itself before it is killed.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration stopTimeout = Duration.ofSeconds(10);

	/**
	 * What becomes of the container when the application ends.
	 */
	private OnStop onStop = OnStop.STOP;

	/**
	 * Whether the registry is asked for an image that is there already.
	 */
	private PullPolicy pullPolicy = PullPolicy.MISSING;

	/**
	 * How to find out whether the container does its work, by a name.
	 */
	private Map<String, ProbeProperties> probes = new LinkedHashMap<>();

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

	public boolean isReadOnlyRoot() {
		return this.readOnlyRoot;
	}

	public void setReadOnlyRoot(boolean readOnlyRoot) {
		this.readOnlyRoot = readOnlyRoot;
	}

	public boolean isPrivileged() {
		return this.privileged;
	}

	public void setPrivileged(boolean privileged) {
		this.privileged = privileged;
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

	public NetworkProperties getNetwork() {
		return this.network;
	}

	public LimitsProperties getLimits() {
		return this.limits;
	}

	public LogProperties getLog() {
		return this.log;
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

	public @Nullable String getNamespace() {
		return this.namespace;
	}

	public void setNamespace(@Nullable String namespace) {
		this.namespace = namespace;
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

	public Duration getStopTimeout() {
		return this.stopTimeout;
	}

	public void setStopTimeout(Duration stopTimeout) {
		this.stopTimeout = stopTimeout;
	}

	public OnStop getOnStop() {
		return this.onStop;
	}

	public void setOnStop(OnStop onStop) {
		this.onStop = onStop;
	}

	public PullPolicy getPullPolicy() {
		return this.pullPolicy;
	}

	public void setPullPolicy(PullPolicy pullPolicy) {
		this.pullPolicy = pullPolicy;
	}

	public Map<String, ProbeProperties> getProbes() {
		return this.probes;
	}

	public void setProbes(Map<String, ProbeProperties> probes) {
		this.probes = probes;
	}

}
