package io.github.containerd4j.container;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.network.NetworkFiles;
import io.github.containerd4j.network.NetworkMode;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.rootfs.Refusal;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.SpecDocument;
import org.jspecify.annotations.Nullable;

/**
 * Gives a container that has no task another network, or keeps the one that it has.
 */
final class NetworkChange {

	private static final String MOUNTS = "/mounts";

	private static final String NAMESPACES = "/linux/namespaces";

	private static final Set<String> FILES = Set.of("/etc/hosts", "/etc/resolv.conf", "/etc/hostname");

	private final Namespace namespace;

	private final ContainerInfo before;

	private final @Nullable NetworkSettings wanted;

	private final NetworkSettings settings;

	private final boolean kept;

	private final boolean keeps;

	private NetworkChange(Namespace namespace, ContainerInfo before, ContainerSpec changes) {
		this.namespace = namespace;
		this.before = before;
		this.wanted = changes.network().orElse(null);
		this.settings = (this.wanted != null) ? this.wanted : ContainerNetworks.settings(before);
		this.kept = isSome(changes) && ContainerNetworks.areKept(namespace, before);
		this.keeps = (this.kept || changes.isNetworkKept()) && this.settings.mode() == NetworkMode.CNI;
	}

	static NetworkChange of(Namespace namespace, ContainerInfo before, ContainerSpec changes) {
		NetworkChange change = new NetworkChange(namespace, before, changes);
		if (change.isSome(changes)) {
			change.check(changes);
		}
		return change;
	}

	private boolean isSome(ContainerSpec changes) {
		return this.wanted != null || changes.isNetworkKept();
	}

	private void check(ContainerSpec changes) {
		String id = this.before.id();
		if (changes.isNetworkKept() && this.settings.mode() != NetworkMode.CNI) {
			throw InvalidArgumentException.of("container", id, "only CNI networks can be kept");
		}
		if (this.keeps && hasUserNamespace()) {
			throw InvalidArgumentException.of("container", id,
					"a network that is kept belongs to the users of the host, so it does not go with a user namespace");
		}
		if (this.namespace.tasks().find(id).isPresent()) {
			throw Refusal.state(this.namespace, "save", id,
					"it has a task, which has the network that it has; stop it before its network is changed");
		}
	}

	private boolean hasUserNamespace() {
		TypedValue spec = this.before.spec();
		return spec != null && SpecDocument.of(spec)
			.list(NAMESPACES)
			.stream()
			.anyMatch((entry) -> entry instanceof Map<?, ?> map && "user".equals(map.get("type")));
	}

	/**
	 * The files that the new network mounts.
	 */
	Map<String, Path> mounts() {
		return (this.wanted != null) ? files().mounts(this.wanted) : Map.of();
	}

	private NetworkFiles files() {
		return NetworkFiles.in(this.namespace.containerDirectory(this.before.id()));
	}

	/**
	 * Takes the files of the network before out of a runtime spec.
	 */
	TypedValue withoutFiles(TypedValue spec) {
		if (this.wanted == null) {
			return spec;
		}
		SpecDocument document = SpecDocument.of(spec);
		List<Object> mounts = document.list(MOUNTS);
		document.set(MOUNTS, mounts.stream().filter((mount) -> !isFile((Map<?, ?>) mount)).toList());
		return document.toTypedValue(spec.typeUrl());
	}

	// Those of the machine, of this container, or of the one whose network it shared.
	private boolean isFile(Map<?, ?> mount) {
		String destination = String.valueOf(mount.get("destination"));
		String source = String.valueOf(mount.get("source"));
		Path all = this.namespace.containerDirectory(this.before.id()).path().getParent();
		return FILES.contains(destination)
				&& (source.equals(destination) || (all != null && Path.of(source).startsWith(all)));
	}

	/**
	 * Lets tasks join the network if it is kept.
	 */
	TypedValue joined(TypedValue spec) {
		return this.keeps ? ContainerNetworks.joinKept(this.namespace, this.before.id(), spec) : spec;
	}

	/**
	 * Adds the settings to the change of the record.
	 */
	void write(ContainerUpdate update) {
		if (this.wanted != null) {
			update.extension(NetworkSettings.EXTENSION, this.wanted.toTypedValue());
		}
	}

	/**
	 * Disconnects a network that was kept, before the record forgets it.
	 */
	void begin() {
		if (this.wanted != null && this.kept) {
			ContainerNetworks.of(this.namespace, this.before).detach();
		}
	}

	/**
	 * Makes the files of the new network, and connects it if it is kept.
	 */
	void finish(ContainerInfo after) {
		TypedValue spec = after.spec();
		if (this.wanted != null && spec != null) {
			files().delete();
			files().create(this.wanted, SpecDocument.of(spec).findText("/hostname").orElse(after.id()));
		}
		if (this.wanted != null || (this.keeps && !this.kept)) {
			ContainerNetworks.prepare(this.namespace, after);
		}
	}

}
