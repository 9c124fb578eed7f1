package io.github.containerd4j.spec;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.spec.LinuxNamespace.Kind;

/**
 * What a specification changes in a container that exists: all that is set in it, and
 * nothing else.
 *
 * @since 0.1.0
 */
public final class SpecChanges {

	private final SpecSettings settings;

	private final Set<String> names = new LinkedHashSet<>();

	private SpecChanges(SpecSettings settings) {
		this.settings = settings;
		process();
		files();
		security();
		name("hostname", settings.hostname != null);
		name("sysctls", !settings.sysctls.isEmpty());
		name("annotations", !settings.annotations.isEmpty());
		name("namespaces", hasOtherNamespaces());
		name("network", settings.network != null || settings.networkKept != null);
		name("log", settings.log != null);
		name("extensions", !settings.extensions.isEmpty());
		name("cgroup", settings.cgroup != null || settings.cgroupParent != null);
		name("limits", !settings.resources.isEmpty());
	}

	private void process() {
		name("command", this.settings.args != null || this.settings.entrypoint != null);
		name("env", !this.settings.env.isEmpty() || !this.settings.withoutEnv.isEmpty());
		name("working-directory", this.settings.cwd != null);
		name("user", this.settings.user != null);
		name("terminal", this.settings.terminal != null);
		name("oom-score-adjustment", this.settings.oomScore != null);
		name("rlimits", !this.settings.rlimits.isEmpty());
	}

	private void files() {
		name("mounts", !this.settings.mounts.isEmpty());
		name("devices", !this.settings.devices.isEmpty() || !this.settings.cdiDevices.isEmpty());
		name("read-only-root", this.settings.readOnlyRoot != null);
		name("masked-paths", this.settings.maskedPaths != null);
		name("readonly-paths", this.settings.readonlyPaths != null);
	}

	// The network has one of its own.
	private boolean hasOtherNamespaces() {
		return this.settings.namespaces.keySet().stream().anyMatch((kind) -> kind != Kind.NETWORK);
	}

	private void security() {
		name("privileged", isPrivileged());
		name("capabilities", hasCapabilities());
		name("no-new-privileges", this.settings.noNewPrivileges != null);
		name("apparmor", this.settings.apparmor != null);
		name("seccomp", this.settings.seccomp != null);
	}

	private boolean isPrivileged() {
		return SpecSettings.isOn(this.settings.privileged);
	}

	private boolean hasCapabilities() {
		return !this.settings.addedCapabilities.isEmpty() || !this.settings.droppedCapabilities.isEmpty();
	}

	private void name(String name, boolean set) {
		if (set) {
			this.names.add(name);
		}
	}

	/**
	 * Reads what a specification sets.
	 * @param spec the specification, with its profiles resolved
	 * @return the changes
	 * @throws InvalidArgumentException if it sets what cannot be changed
	 */
	public static SpecChanges of(ContainerSpec spec) {
		SpecSettings settings = spec.settings();
		fixed("image", settings.image != null || settings.platform != null);
		fixed("snapshotter", settings.snapshotter != null || !settings.snapshotLabels.isEmpty());
		// Nothing tells what it was before.
		fixed("privileged", Boolean.FALSE.equals(settings.privileged));
		fixed("network namespace", settings.network == null && settings.namespaces.containsKey(Kind.NETWORK));
		// The files of the container belong to these users.
		fixed("user-namespace", settings.namespaces.containsKey(Kind.USER) || !settings.userMappings.isEmpty());
		fixed("runtime", settings.runtime != null || settings.runtimeBinary != null);
		fixed("sandbox", settings.sandbox != null);
		// A snapshot that is read only cannot be made another one.
		fixed("read-only-root", Boolean.FALSE.equals(settings.readOnlyRoot));
		fixed("additional-groups", settings.user == null && !settings.additionalGroups.isEmpty());
		return new SpecChanges(settings);
	}

	private static void fixed(String name, boolean set) {
		if (set) {
			throw InvalidArgumentException.of("change", name, switch (name) {
				case "additional-groups" -> "it can be changed only together with the user";
				case "network namespace" -> "it is changed by the network";
				default -> "it is fixed when a container is created";
			});
		}
	}

	/**
	 * Whether the config of the image must be known, for its entrypoint.
	 * @return whether it must
	 */
	public boolean needsImage() {
		return this.settings.args != null && this.settings.entrypoint == null;
	}

	/**
	 * Whether files of the container must be readable, for the names of users.
	 * @return whether they must
	 */
	public boolean needsFiles() {
		return this.settings.user != null;
	}

	/**
	 * The changed limits.
	 * @return the limits
	 */
	public Resources resources() {
		return this.settings.resources;
	}

	/**
	 * The changed labels.
	 * @return the labels, of other options as well; an empty value removes one
	 */
	public Map<String, String> labels() {
		Map<String, String> labels = new LinkedHashMap<>(RecordLabels.given(this.settings));
		RestartPolicy policy = this.settings.restartPolicy;
		if (policy != null && policy.mode() == RestartPolicy.Mode.NO) {
			RecordLabels.RESTART_LABELS.forEach((label) -> labels.put(label, ""));
		}
		labels.putAll(this.settings.labels);
		return labels;
	}

	/**
	 * What the changed labels stand for.
	 * @return the names of properties
	 */
	public Set<String> labelNames() {
		Set<String> names = new LinkedHashSet<>();
		labels().keySet().forEach((label) -> names.add(RecordLabels.property(label)));
		return names;
	}

	/**
	 * Changes a runtime spec.
	 * @param runtimeSpec the one that the container has
	 * @param context what the new one depends on besides
	 * @return the new one, and what is changed in it
	 * @throws InvalidArgumentException if it is no runtime spec in JSON
	 * @throws io.github.containerd4j.NotFoundException if a user, or the source of a
	 * mount, does not exist
	 */
	public Changed applyTo(TypedValue runtimeSpec, SpecContext context) {
		SpecDocument document = SpecDocument.of(runtimeSpec);
		writeProcess(document, context);
		writeFiles(document, context);
		writeSecurity(document);
		if (!this.settings.namespaces.isEmpty()) {
			NamespacePart.choose(document, this.settings, context);
		}
		if (this.names.contains("cgroup")) {
			LimitPart.writePath(document, this.settings, context);
		}
		NamespacePart.writeHostname(document, this.settings, context);
		this.settings.sysctls
			.forEach((name, value) -> document.set("/linux/sysctl/" + JsonPointer.escaped(name), value));
		this.settings.annotations
			.forEach((key, value) -> document.set("/annotations/" + JsonPointer.escaped(key), value));
		if (!this.settings.resources.isEmpty()) {
			document.set("/linux/resources", Resources.of(document).with(this.settings.resources).toMap());
		}
		Set<String> changed = new LinkedHashSet<>(this.names);
		String before = document.toJson();
		this.settings.customizer.accept(document);
		if (!before.equals(document.toJson())) {
			changed.add("spec");
		}
		return new Changed(document.toTypedValue(runtimeSpec.typeUrl()), changed);
	}

	private void writeProcess(SpecDocument document, SpecContext context) {
		if (this.names.contains("command")) {
			document.set("/process/args", ProcessPart.args(this.settings, context));
		}
		if (this.names.contains("env")) {
			Environment environment = Environment.of(document.texts("/process/env"));
			this.settings.withoutEnv.forEach(environment::remove);
			this.settings.env.forEach(environment::set);
			document.set("/process/env", environment.toList());
		}
		if (this.settings.cwd != null) {
			document.set("/process/cwd", this.settings.cwd);
		}
		if (this.settings.user != null) {
			UserPart.write(document, this.settings, context);
		}
		if (this.settings.terminal != null) {
			document.set("/process/terminal", this.settings.terminal);
		}
		if (this.settings.oomScore != null) {
			document.set("/process/oomScoreAdj", this.settings.oomScore);
		}
		if (!this.settings.rlimits.isEmpty()) {
			document.set("/process/rlimits",
					ProcessPart.rlimits(document.list("/process/rlimits"), this.settings.rlimits));
		}
	}

	private void writeFiles(SpecDocument document, SpecContext context) {
		if (!this.settings.mounts.isEmpty() || this.settings.network != null) {
			MountPart.add(document, this.settings, context);
		}
		DevicePart.write(document, this.settings, context);
		CdiPart.write(document, this.settings, context);
		if (this.settings.readOnlyRoot != null) {
			document.set("/root/readonly", this.settings.readOnlyRoot);
		}
		if (this.settings.maskedPaths != null) {
			document.set("/linux/maskedPaths", this.settings.maskedPaths);
		}
		if (this.settings.readonlyPaths != null) {
			document.set("/linux/readonlyPaths", this.settings.readonlyPaths);
		}
	}

	private void writeSecurity(SpecDocument document) {
		if (isPrivileged()) {
			SecurityPart.openKernelFiles(document);
		}
		if (hasCapabilities() || isPrivileged()) {
			List<String> capabilities = SecurityPart.capabilities(document.texts(SecurityPart.BOUNDING), this.settings);
			SecurityPart.SETS.forEach((set) -> document.set(set, capabilities));
		}
		if (this.settings.noNewPrivileges != null) {
			document.set("/process/noNewPrivileges", this.settings.noNewPrivileges);
		}
		if (this.settings.apparmor != null) {
			document.set("/process/apparmorProfile", this.settings.apparmor);
		}
		Seccomp.write(document, this.settings.seccomp, document.texts(SecurityPart.BOUNDING));
	}

	/**
	 * A changed runtime spec.
	 *
	 * @param spec the spec
	 * @param names what is changed in it, as properties name it; {@code spec} for what a
	 * customizer changed
	 */
	public record Changed(TypedValue spec, Set<String> names) {

		/**
		 * Copies the names.
		 * @param spec the spec
		 * @param names what is changed in it
		 */
		public Changed {
			names = Set.copyOf(names);
		}

	}

}
