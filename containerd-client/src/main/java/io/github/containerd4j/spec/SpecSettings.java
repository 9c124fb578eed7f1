package io.github.containerd4j.spec;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.stdio.JsonLog;
import org.jspecify.annotations.Nullable;

/**
 * All that a builder collects. Those who turn it into a runtime spec read it; only the
 * builder writes.
 */
final class SpecSettings {

	final String id;

	@Nullable String image;

	@Nullable Image imageHandle;

	@Nullable Platform platform;

	@Nullable List<String> entrypoint;

	@Nullable List<String> args;

	final Map<String, String> env = new LinkedHashMap<>();

	final Set<String> withoutEnv = new LinkedHashSet<>();

	@Nullable String cwd;

	@Nullable String user;

	final List<String> additionalGroups = new ArrayList<>();

	@Nullable Boolean terminal;

	@Nullable String hostname;

	final List<SpecMount> mounts = new ArrayList<>();

	@Nullable Boolean readOnlyRoot;

	final Set<String> addedCapabilities = new LinkedHashSet<>();

	final Set<String> droppedCapabilities = new LinkedHashSet<>();

	@Nullable Boolean privileged;

	@Nullable Boolean noNewPrivileges;

	@Nullable SeccompProfile seccomp;

	@Nullable String apparmor;

	final Map<String, Rlimit> rlimits = new LinkedHashMap<>();

	@Nullable Integer oomScore;

	final Map<String, String> sysctls = new LinkedHashMap<>();

	final List<LinuxDevice> devices = new ArrayList<>();

	final Set<String> cdiDevices = new LinkedHashSet<>();

	@Nullable List<String> maskedPaths;

	@Nullable List<String> readonlyPaths;

	final Map<LinuxNamespace.Kind, LinuxNamespace> namespaces = new EnumMap<>(LinuxNamespace.Kind.class);

	final List<UserMapping> userMappings = new ArrayList<>();

	final List<UserMapping> groupMappings = new ArrayList<>();

	@Nullable String cgroup;

	@Nullable String cgroupParent;

	Resources resources = Resources.none();

	final Map<String, String> annotations = new LinkedHashMap<>();

	final Map<String, String> labels = new LinkedHashMap<>();

	final Map<String, TypedValue> extensions = new LinkedHashMap<>();

	@Nullable String snapshotter;

	final Map<String, String> snapshotLabels = new LinkedHashMap<>();

	@Nullable String runtime;

	@Nullable TypedValue runtimeOptions;

	@Nullable String runtimeBinary;

	@Nullable String sandbox;

	@Nullable String stopSignal;

	@Nullable NetworkSettings network;

	@Nullable Boolean networkKept;

	@Nullable RestartPolicy restartPolicy;

	@Nullable String logUri;

	@Nullable JsonLog log;

	/** What the network was described with, if it was by properties. */
	final Map<String, Object> networkProperties = new LinkedHashMap<>();

	final List<String> profiles = new ArrayList<>();

	// Whether what they say is here already.
	boolean profilesApplied;

	@Nullable String description;

	@Nullable Boolean ephemeral;

	Consumer<SpecDocument> customizer = (document) -> {
	};

	SpecSettings(String id) {
		this.id = id;
	}

	static boolean isOn(@Nullable Boolean setting) {
		return Boolean.TRUE.equals(setting);
	}

	SpecSettings copy() {
		SpecSettings copy = new SpecSettings(this.id);
		writeTo(copy);
		copy.profilesApplied = this.profilesApplied;
		return copy;
	}

	/**
	 * Writes all that is set here over what is set there: single values replace, named
	 * ones replace those of the same name, others are added.
	 */
	void writeTo(SpecSettings other) {
		writeImage(other);
		writeProcess(other);
		writeFiles(other);
		writeSecurity(other);
		writeKernel(other);
		writeNetwork(other);
		writeRecord(other);
		other.customizer = other.customizer.andThen(this.customizer);
	}

	private static <T> @Nullable T over(@Nullable T upper, @Nullable T lower) {
		return (upper != null) ? upper : lower;
	}

	private void writeImage(SpecSettings other) {
		if (this.image != null) {
			other.image = this.image;
			other.imageHandle = this.imageHandle;
		}
		other.platform = over(this.platform, other.platform);
		other.snapshotter = over(this.snapshotter, other.snapshotter);
		other.snapshotLabels.putAll(this.snapshotLabels);
	}

	private void writeProcess(SpecSettings other) {
		other.entrypoint = over(this.entrypoint, other.entrypoint);
		other.args = over(this.args, other.args);
		other.withoutEnv.removeAll(this.env.keySet());
		other.env.keySet().removeAll(this.withoutEnv);
		other.env.putAll(this.env);
		other.withoutEnv.addAll(this.withoutEnv);
		other.cwd = over(this.cwd, other.cwd);
		other.user = over(this.user, other.user);
		other.additionalGroups.addAll(this.additionalGroups);
		other.terminal = over(this.terminal, other.terminal);
		other.rlimits.putAll(this.rlimits);
		other.oomScore = over(this.oomScore, other.oomScore);
		other.stopSignal = over(this.stopSignal, other.stopSignal);
	}

	private void writeFiles(SpecSettings other) {
		other.mounts.addAll(this.mounts);
		other.readOnlyRoot = over(this.readOnlyRoot, other.readOnlyRoot);
		other.devices.addAll(this.devices);
		other.cdiDevices.addAll(this.cdiDevices);
		other.maskedPaths = over(this.maskedPaths, other.maskedPaths);
		other.readonlyPaths = over(this.readonlyPaths, other.readonlyPaths);
	}

	private void writeSecurity(SpecSettings other) {
		other.addedCapabilities.addAll(this.addedCapabilities);
		other.droppedCapabilities.addAll(this.droppedCapabilities);
		other.privileged = over(this.privileged, other.privileged);
		other.noNewPrivileges = over(this.noNewPrivileges, other.noNewPrivileges);
		other.seccomp = over(this.seccomp, other.seccomp);
		other.apparmor = over(this.apparmor, other.apparmor);
	}

	private void writeKernel(SpecSettings other) {
		other.hostname = over(this.hostname, other.hostname);
		other.sysctls.putAll(this.sysctls);
		if (!this.userMappings.isEmpty()) {
			other.userMappings.clear();
			other.groupMappings.clear();
		}
		other.userMappings.addAll(this.userMappings);
		other.groupMappings.addAll(this.groupMappings);
		other.cgroup = over(this.cgroup, other.cgroup);
		other.cgroupParent = over(this.cgroupParent, other.cgroupParent);
		other.resources = other.resources.with(this.resources);
	}

	private void writeNetwork(SpecSettings other) {
		Map<LinuxNamespace.Kind, LinuxNamespace> chosen = new EnumMap<>(LinuxNamespace.Kind.class);
		chosen.putAll(this.namespaces);
		if (this.network != null && this.networkProperties.isEmpty()) {
			other.network = this.network;
			other.networkProperties.clear();
		}
		else if (this.network != null) {
			chosen.remove(LinuxNamespace.Kind.NETWORK, LinuxNamespace.of(this.network));
			NetworkProperties.write(other, this.networkProperties);
		}
		other.networkKept = over(this.networkKept, other.networkKept);
		other.namespaces.putAll(chosen);
	}

	private void writeRecord(SpecSettings other) {
		other.annotations.putAll(this.annotations);
		other.labels.putAll(this.labels);
		other.extensions.putAll(this.extensions);
		if (this.runtime != null) {
			other.runtime = this.runtime;
			other.runtimeOptions = this.runtimeOptions;
		}
		other.runtimeBinary = over(this.runtimeBinary, other.runtimeBinary);
		other.sandbox = over(this.sandbox, other.sandbox);
		other.restartPolicy = over(this.restartPolicy, other.restartPolicy);
		other.logUri = over(this.logUri, other.logUri);
		other.log = over(this.log, other.log);
		if (!this.profiles.isEmpty()) {
			other.profiles.clear();
			other.profiles.addAll(this.profiles);
		}
		other.description = over(this.description, other.description);
		other.ephemeral = over(this.ephemeral, other.ephemeral);
	}

}
