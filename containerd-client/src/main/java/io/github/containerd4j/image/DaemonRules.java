package io.github.containerd4j.image;

import java.util.List;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.introspection.Capabilities;
import io.github.containerd4j.oci.ImageReference;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.oci.PlatformMatcher;
import io.github.containerd4j.registry.RegistryCredentials;
import io.github.containerd4j.registry.RegistryHost;
import io.github.containerd4j.registry.RegistryHosts;
import io.github.containerd4j.registry.RegistryTls;
import org.jspecify.annotations.Nullable;

/**
 * What the daemon's transfer service can do, and what of that it does as well as the
 * client.
 */
final class DaemonRules {

	// Before this release it lacks hosts, plain HTTP, platforms of a push, and progress
	// of
	// the unpacking.
	private static final String COMPLETE_SINCE = "2.1";

	private static final String HOSTS_SINCE = "2.0";

	// The only one that a daemon unpacks with unless its configuration names others,
	// which
	// it does not tell.
	private static final String CONFIGURED_SNAPSHOTTER = "overlayfs";

	private final Namespace namespace;

	private final ImageSettings settings;

	DaemonRules(Namespace namespace, ImageSettings settings) {
		this.namespace = namespace;
		this.settings = settings;
	}

	/**
	 * Why the daemon does not pull.
	 * @param request what is wanted
	 * @param forced whether only what is impossible counts
	 * @return the reason; {@code null} if there is none
	 */
	@Nullable String againstPull(PullRequest request, boolean forced) {
		PullOptions options = request.options();
		if (options.concurrency() != null) {
			return "it has its own number of layers at the same time";
		}
		String against = against(request.reference(), options.credentials(), forced);
		if (against != null || forced || !options.unpack()) {
			return against;
		}
		if (!request.snapshotter().equals(CONFIGURED_SNAPSHOTTER)) {
			return "it may not be configured to unpack with " + request.snapshotter();
		}
		Platform host = WantedPlatforms.hostOf(this.namespace, request.snapshotter());
		boolean foreign = options.platforms()
			.stream()
			.anyMatch((platform) -> !PlatformMatcher.only(host).matches(platform));
		return foreign ? "it may not be configured to unpack other platforms than " + host : null;
	}

	/**
	 * Why the daemon does not push.
	 * @param request what is wanted
	 * @param forced whether only what is impossible counts
	 * @return the reason; {@code null} if there is none
	 */
	@Nullable String againstPush(PushRequest request, boolean forced) {
		PushOptions options = request.options();
		if (options.concurrency() != null) {
			return "it has its own number of blobs at the same time";
		}
		if (options.platform() != null || options.incomplete() != PushOptions.Incomplete.FAIL) {
			return "it pushes an index as a whole";
		}
		if (request.plan().skips()) {
			return "it pushes non-distributable layers too";
		}
		return against(request.reference(), options.credentials(), forced);
	}

	private @Nullable String against(ImageReference reference, @Nullable RegistryCredentials credentials,
			boolean forced) {
		Capabilities capabilities = this.namespace.capabilities();
		if (!capabilities.transfer() || !capabilities.streaming()) {
			return "containerd " + capabilities.version().version() + " has no transfer service, 1.7 or newer has";
		}
		if (!forced && !capabilities.apiAtLeast(COMPLETE_SINCE)) {
			return "containerd " + capabilities.version().version() + " transfers only in part, " + COMPLETE_SINCE
					+ " or newer does in full";
		}
		if (credentials != null && !AuthAnswers.isExpressible(credentials)) {
			return "it takes no access tokens";
		}
		return againstHosts(reference, capabilities.apiAtLeast(HOSTS_SINCE));
	}

	private @Nullable String againstHosts(ImageReference reference, boolean knowsHosts) {
		if (this.settings.hostDirectory() != null) {
			return knowsHosts ? null : "a directory of hosts needs containerd " + HOSTS_SINCE + " or newer";
		}
		List<RegistryHost> hosts = this.settings.registry().hosts().hosts(reference.domain());
		if (hosts.size() != 1) {
			return "it does not know the hosts of " + reference.domain();
		}
		RegistryHost host = hosts.get(0);
		if (!isOrdinary(host, reference)) {
			return "it does not know how to reach " + host.root() + " as it is configured here; containerd "
					+ HOSTS_SINCE + " or newer reads a directory of hosts";
		}
		return ((isPlain(host) || host.plainFallback()) && !knowsHosts)
				? "plain HTTP needs containerd " + HOSTS_SINCE + " or newer" : null;
	}

	private static boolean isOrdinary(RegistryHost host, ImageReference reference) {
		return isDefault(host, reference) || ((isPlain(host) || host.tls().equals(RegistryTls.defaults()))
				&& host.authority().equals(reference.host()) && host.root().getPath().equals("/v2")
				&& host.headers().isEmpty());
	}

	private static boolean isDefault(RegistryHost host, ImageReference reference) {
		return List.of(host).equals(RegistryHosts.defaults().hosts(reference.domain()));
	}

	private static boolean isPlain(RegistryHost host) {
		return host.root().getScheme().equals("http");
	}

	/**
	 * The scheme that the daemon must be told, because it would use another one.
	 * @return {@code http} or {@code https}; {@code null} to leave it to the daemon
	 */
	static @Nullable String scheme(ImageSettings settings, ImageReference reference) {
		List<RegistryHost> hosts = settings.registry().hosts().hosts(reference.domain());
		boolean known = hosts.size() == 1 && (isPlain(hosts.get(0)) || !isDefault(hosts.get(0), reference));
		return known ? hosts.get(0).root().getScheme() : null;
	}

}
