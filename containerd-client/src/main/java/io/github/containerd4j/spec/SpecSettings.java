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

	boolean terminal;

	@Nullable String hostname;

	final List<SpecMount> mounts = new ArrayList<>();

	boolean readOnlyRoot;

	final Set<String> addedCapabilities = new LinkedHashSet<>();

	final Set<String> droppedCapabilities = new LinkedHashSet<>();

	boolean privileged;

	boolean noNewPrivileges = true;

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

	@Nullable RestartPolicy restartPolicy;

	@Nullable String logUri;

	@Nullable JsonLog log;

	Consumer<SpecDocument> customizer = (document) -> {
	};

	SpecSettings(String id) {
		this.id = id;
	}

	SpecSettings copy() {
		SpecSettings copy = new SpecSettings(this.id);
		copyImage(copy);
		copyProcess(copy);
		copyFiles(copy);
		copySecurity(copy);
		copyKernel(copy);
		copyRecord(copy);
		copy.customizer = this.customizer;
		return copy;
	}

	private void copyImage(SpecSettings copy) {
		copy.image = this.image;
		copy.imageHandle = this.imageHandle;
		copy.platform = this.platform;
		copy.snapshotter = this.snapshotter;
		copy.snapshotLabels.putAll(this.snapshotLabels);
	}

	private void copyProcess(SpecSettings copy) {
		copy.entrypoint = this.entrypoint;
		copy.args = this.args;
		copy.env.putAll(this.env);
		copy.withoutEnv.addAll(this.withoutEnv);
		copy.cwd = this.cwd;
		copy.user = this.user;
		copy.additionalGroups.addAll(this.additionalGroups);
		copy.terminal = this.terminal;
		copy.rlimits.putAll(this.rlimits);
		copy.oomScore = this.oomScore;
		copy.stopSignal = this.stopSignal;
	}

	private void copyFiles(SpecSettings copy) {
		copy.mounts.addAll(this.mounts);
		copy.readOnlyRoot = this.readOnlyRoot;
		copy.devices.addAll(this.devices);
		copy.cdiDevices.addAll(this.cdiDevices);
		copy.maskedPaths = this.maskedPaths;
		copy.readonlyPaths = this.readonlyPaths;
	}

	private void copySecurity(SpecSettings copy) {
		copy.addedCapabilities.addAll(this.addedCapabilities);
		copy.droppedCapabilities.addAll(this.droppedCapabilities);
		copy.privileged = this.privileged;
		copy.noNewPrivileges = this.noNewPrivileges;
		copy.seccomp = this.seccomp;
		copy.apparmor = this.apparmor;
	}

	private void copyKernel(SpecSettings copy) {
		copy.hostname = this.hostname;
		copy.sysctls.putAll(this.sysctls);
		copy.network = this.network;
		copy.namespaces.putAll(this.namespaces);
		copy.userMappings.addAll(this.userMappings);
		copy.groupMappings.addAll(this.groupMappings);
		copy.cgroup = this.cgroup;
		copy.cgroupParent = this.cgroupParent;
		copy.resources = this.resources;
	}

	private void copyRecord(SpecSettings copy) {
		copy.annotations.putAll(this.annotations);
		copy.labels.putAll(this.labels);
		copy.extensions.putAll(this.extensions);
		copy.runtime = this.runtime;
		copy.runtimeOptions = this.runtimeOptions;
		copy.runtimeBinary = this.runtimeBinary;
		copy.sandbox = this.sandbox;
		copy.restartPolicy = this.restartPolicy;
		copy.logUri = this.logUri;
		copy.log = this.log;
	}

}
