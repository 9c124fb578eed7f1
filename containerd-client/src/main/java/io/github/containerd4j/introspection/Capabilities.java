package io.github.containerd4j.introspection;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.version.ContainerdVersion;

/**
 * What one daemon can do, by name. It is decided by the plugins that run in it; the
 * version counts only where no plugin tells. A snapshot: it does not change with the
 * daemon.
 * <p>
 * Immutable.
 *
 * @since 0.1.0
 */
public final class Capabilities {

	private static final String SNAPSHOTTER = "io.containerd.snapshotter.v1";

	private static final String STREAMING = "io.containerd.streaming.v1";

	private static final String TRANSFER = "io.containerd.transfer.v1";

	private static final String SANDBOX_STORE = "io.containerd.sandbox.store.v1";

	private static final String SANDBOX_CONTROLLER = "io.containerd.sandbox.controller.v1";

	private static final String MOUNT_MANAGER = "io.containerd.mount-manager.v1";

	private static final String IMAGE_VERIFIER = "io.containerd.image-verifier.v1";

	// The restart monitor moved from the first type to the second in 2.0.
	private static final List<String> RESTART = List.of("io.containerd.internal.v1",
			"io.containerd.monitor.container.v1");

	private static final String RESTART_ID = "restart";

	// What the monitor of 1.6 does, which lists no policies.
	private static final Set<String> ALWAYS = Set.of("always");

	private final ContainerdVersion version;

	private final List<Plugin> running;

	private Capabilities(ContainerdVersion version, List<Plugin> running) {
		this.version = version;
		this.running = running;
	}

	/**
	 * Decides what a daemon can do.
	 * @param version the daemon's version
	 * @param plugins all of its plugins
	 * @return the capabilities
	 */
	public static Capabilities of(ContainerdVersion version, List<Plugin> plugins) {
		return new Capabilities(version, plugins.stream().filter(Plugin::isHealthy).toList());
	}

	/**
	 * The daemon's version.
	 * @return the version
	 */
	public ContainerdVersion version() {
		return this.version;
	}

	/**
	 * Whether the daemon speaks the API of a release, for fields that older daemons
	 * ignore silently and that no plugin tells of.
	 * @param release two or three numbers, such as {@code 2.1}
	 * @return {@code false} also for a private build whose version has no numbers
	 * @throws io.github.containerd4j.InvalidArgumentException if the release has no
	 * numbers
	 */
	public boolean apiAtLeast(String release) {
		return this.version.isAtLeast(release);
	}

	/**
	 * Whether the daemon can pull, push, import and export by itself; from 1.7.
	 * @return {@code true} if the transfer service works
	 */
	public boolean transfer() {
		return has(TRANSFER);
	}

	/**
	 * Whether byte streams can be opened to the daemon; from 1.7.
	 * @return {@code true} if the streaming service works
	 */
	public boolean streaming() {
		return has(STREAMING);
	}

	/**
	 * Whether the daemon keeps and runs sandboxes; from 1.7.
	 * @return {@code true} if there is a store and at least one controller
	 */
	public boolean sandboxes() {
		return has(SANDBOX_STORE) && has(SANDBOX_CONTROLLER);
	}

	/**
	 * Whether the daemon mounts on request; from 2.2.
	 * @return {@code true} if the mount service works
	 */
	public boolean mounts() {
		return has(MOUNT_MANAGER);
	}

	/**
	 * Whether images can be checked before a transfer stores them; from 2.0.
	 * @return {@code true} if an image verifier runs
	 */
	public boolean imageVerifier() {
		return has(IMAGE_VERIFIER);
	}

	/**
	 * Whether plugins and runtimes can be asked about themselves; from 2.0.
	 * @return {@code true} if {@link IntrospectionService#pluginInfo} works
	 */
	public boolean pluginInfo() {
		return apiAtLeast("2.0");
	}

	/**
	 * The restart policies that the daemon carries out by itself.
	 * @return for instance {@code always} and {@code on-failure}; only {@code always}
	 * before 1.7; empty without the restart monitor
	 */
	public Set<String> restartPolicies() {
		return RESTART.stream()
			.flatMap(this::ofType)
			.filter((plugin) -> plugin.id().equals(RESTART_ID))
			.findFirst()
			.map((plugin) -> plugin.capabilities().isEmpty() ? ALWAYS : plugin.capabilities())
			.orElse(Set.of());
	}

	/**
	 * The snapshotters that work on the daemon's machine.
	 * @return their names, such as {@code overlayfs} and {@code native}
	 */
	public Set<String> snapshotters() {
		return ofType(SNAPSHOTTER).map(Plugin::id).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Whether a snapshotter can put a snapshot on top of another one when it is
	 * committed; from 2.2.
	 * @param snapshotter the name of the snapshotter
	 * @return {@code true} if it has the capability {@code rebase} and the daemon uses it
	 */
	public boolean rebase(String snapshotter) {
		return apiAtLeast("2.2") && ofType(SNAPSHOTTER).filter((plugin) -> plugin.id().equals(snapshotter))
			.anyMatch((plugin) -> plugin.capabilities().contains("rebase"));
	}

	/**
	 * Whether a snapshotter can map the owners of files for a user namespace, by labels
	 * of the snapshot.
	 * @param snapshotter the name of the snapshotter
	 * @return whether it has the capability {@code remap-ids}, since containerd 2.0
	 */
	public boolean remapIds(String snapshotter) {
		return ofType(SNAPSHOTTER).filter((plugin) -> plugin.id().equals(snapshotter))
			.anyMatch((plugin) -> plugin.capabilities().contains("remap-ids"));
	}

	/**
	 * What a snapshotter is for.
	 * @param snapshotter the name of the snapshotter
	 * @return the platforms; empty if it does not tell, or if there is no such
	 * snapshotter
	 */
	public List<Platform> snapshotterPlatforms(String snapshotter) {
		return ofType(SNAPSHOTTER).filter((plugin) -> plugin.id().equals(snapshotter))
			.flatMap((plugin) -> plugin.platforms().stream())
			.toList();
	}

	/**
	 * The controllers that can run a sandbox.
	 * @return their names, such as {@code shim} and {@code podsandbox}
	 */
	public Set<String> sandboxers() {
		return ofType(SANDBOX_CONTROLLER).map(Plugin::id).collect(Collectors.toUnmodifiableSet());
	}

	private boolean has(String type) {
		return ofType(type).findAny().isPresent();
	}

	private Stream<Plugin> ofType(String type) {
		return this.running.stream().filter((plugin) -> plugin.type().equals(type));
	}

	@Override
	public String toString() {
		return "Capabilities[" + this.version.version() + ", " + this.running.size() + " plugins]";
	}

}
