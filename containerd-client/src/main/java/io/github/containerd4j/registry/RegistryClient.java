package io.github.containerd4j.registry;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.oci.ImageReference;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with OCI registries over HTTP. It keeps connections and tokens for later, so one
 * client serves all registries and a whole application. For use by many threads. Making
 * one does no I/O.
 *
 * @since 0.1.0
 */
public final class RegistryClient implements AutoCloseable {

	// Whoever passes other credentials with each call must not fill the memory.
	private static final int MAX_IDENTITIES = 1000;

	private final RegistryOptions options;

	private final Wire wire;

	private final Map<Identity, Authorizer> authorizers = new ConcurrentHashMap<>();

	private RegistryClient(RegistryOptions options) {
		this.options = options;
		this.wire = new Wire(options);
	}

	/**
	 * Makes a client.
	 * @param options how it works
	 * @return the client
	 */
	public static RegistryClient create(RegistryOptions options) {
		return new RegistryClient(options);
	}

	/**
	 * Opens a repository. Does no I/O but for reading a directory of hosts.
	 * @param reference an image in the repository
	 * @param access what the repository is for; tokens are asked for this
	 * @return the repository
	 * @throws io.github.containerd4j.InvalidArgumentException if the hosts of the
	 * registry are configured wrongly
	 * @throws FailedPreconditionException if the configuration has no host for it
	 */
	public Repository repository(ImageReference reference, Set<Access> access) {
		return repository(reference, access, null);
	}

	/**
	 * Opens a repository with credentials for it. They go to the registry itself; mirrors
	 * get those of the {@link RegistryOptions#credentials() provider}.
	 * @param reference an image in the repository
	 * @param access what the repository is for
	 * @param credentials the credentials; {@code null} for those of the provider
	 * @return the repository
	 * @throws io.github.containerd4j.InvalidArgumentException if the hosts of the
	 * registry are configured wrongly
	 * @throws FailedPreconditionException if the configuration has no host for it
	 */
	public Repository repository(ImageReference reference, Set<Access> access,
			@Nullable RegistryCredentials credentials) {
		this.wire.requireOpen();
		String domain = reference.domain();
		List<RegistryHost> hosts = this.options.hosts().hosts(domain);
		if (hosts.isEmpty()) {
			Failure failure = new Failure("Registry.Hosts", "registry", domain, null, ErrorCode.FAILED_PRECONDITION);
			throw new FailedPreconditionException(failure.describe() + ": it has no host in the configuration", failure,
					null);
		}
		List<Requests> requests = hosts.stream()
			.map((host) -> requests(host, domain, reference.path(), credentials))
			.toList();
		return new HttpRepository(this.wire, reference, requests, access);
	}

	private Requests requests(RegistryHost host, String domain, String path,
			@Nullable RegistryCredentials credentials) {
		RegistryCredentials own = host.isMirrorOf(domain) ? null : credentials;
		return new Requests(this.wire, new Endpoint(this.wire, host, domain, path, authorizer(host, own)));
	}

	private Authorizer authorizer(RegistryHost host, @Nullable RegistryCredentials credentials) {
		if (this.authorizers.size() >= MAX_IDENTITIES) {
			this.authorizers.clear();
		}
		return this.authorizers.computeIfAbsent(new Identity(host.root(), host.tls(), credentials),
				(identity) -> new Authorizer(new TokenServer(this.wire, host), source(host, credentials)));
	}

	private Supplier<Optional<RegistryCredentials>> source(RegistryHost host,
			@Nullable RegistryCredentials credentials) {
		String name = host.authority().equals(RegistryNames.DOCKER_HUB_HOST) ? RegistryNames.DOCKER_HUB
				: host.authority();
		return (credentials != null) ? () -> Optional.of(credentials) : () -> this.options.credentials().find(name);
	}

	/**
	 * Ends all transfers, which then fail with a
	 * {@link io.github.containerd4j.ClientClosedException}, and lets go of connections
	 * and threads. On a JDK before 21 one idle thread for each kind of TLS ends only
	 * after the garbage collector has run. May be called several times.
	 */
	@Override
	public void close() {
		this.wire.close();
		this.authorizers.clear();
	}

	/**
	 * Who we are where.
	 */
	private record Identity(URI root, RegistryTls tls, @Nullable RegistryCredentials credentials) {
	}

}
