package io.github.containerd4j.registry;

import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongConsumer;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ClientClosedException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.ImageReference;
import io.github.containerd4j.oci.OciDescriptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A repository and the hosts that serve it.
 */
final class HttpRepository implements Repository {

	private static final Logger logger = LoggerFactory.getLogger(HttpRepository.class);

	private final Wire wire;

	private final Attempts attempts;

	private final ImageReference reference;

	private final List<Requests> hosts;

	private final Set<String> scopes;

	private final Map<Digest, Upload> openedUploads = new ConcurrentHashMap<>();

	HttpRepository(Wire wire, ImageReference reference, List<Requests> hosts, Set<Access> access) {
		this.wire = wire;
		this.attempts = new Attempts(wire);
		this.reference = reference;
		this.hosts = hosts;
		this.scopes = Set.of(scope(reference.path(), access));
	}

	private static String scope(String path, Set<Access> access) {
		String actions = access.contains(Access.PUSH) ? "pull,push" : Access.PULL.action();
		return "repository:" + path + ":" + actions;
	}

	@Override
	public Resolution resolve() {
		HostCapability needed = (this.reference.digest() != null) ? HostCapability.PULL : HostCapability.RESOLVE;
		return onHosts(needed, "Registry.Resolve", "image", this.reference.toString(), (asked) -> {
			ManifestRequests manifests = manifests(asked);
			return this.attempts.run(asked.target(), asked.isLast(), () -> manifests.resolve(this.reference));
		});
	}

	@Override
	public byte[] fetchManifest(Descriptor document) {
		return onHosts(HostCapability.PULL, "Registry.FetchManifest", "manifest", document.digest().toString(),
				(asked) -> {
					ManifestRequests manifests = manifests(asked);
					return this.attempts.run(asked.target(), asked.isLast(), () -> manifests.fetch(document));
				});
	}

	private ManifestRequests manifests(Asked asked) {
		return new ManifestRequests(asked.requests(), asked.target(), this.scopes);
	}

	@Override
	public InputStream fetch(Descriptor blob, long offset) {
		return fetch(blob, offset, List.of());
	}

	@Override
	public InputStream fetchForeign(OciDescriptor blob, long offset) {
		return fetch(blob.content(), offset, blob.urls());
	}

	private InputStream fetch(Descriptor blob, long offset, List<String> urls) {
		if (offset < 0 || offset > blob.size()) {
			throw InvalidArgumentException.of("offset", Long.toString(offset),
					"the blob has " + blob.size() + " bytes");
		}
		if (offset == blob.size()) {
			return InputStream.nullInputStream();
		}
		List<BlobOrigin> origins = new ArrayList<>();
		urls.forEach((url) -> origins.add(foreign(url, blob)));
		for (Requests host : hosts(HostCapability.PULL)) {
			origins.add(new BlobOrigin(host, () -> host.endpoint().uri("blobs/" + blob.digest()),
					target(host, "Registry.FetchBlob", "blob", blob.digest().toString()), blob, this.scopes));
		}
		return BlobStream.open(this.wire, origins, offset);
	}

	private BlobOrigin foreign(String url, Descriptor blob) {
		try {
			URI uri = URI.create(url);
			String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
			URI root = URI.create(scheme + "://" + uri.getRawAuthority());
			RegistryHost host = RegistryHost.at(root);
			Requests requests = new Requests(this.wire,
					new Endpoint(this.wire, host, host.authority(), this.reference.path(), null));
			return new BlobOrigin(requests, () -> uri,
					target(requests, "Registry.FetchBlob", "blob", blob.digest().toString()), blob, Set.of());
		}
		catch (IllegalArgumentException ex) {
			throw InvalidArgumentException.of("address of blob " + blob.digest(), null, "it is no http or https URL");
		}
	}

	@Override
	public boolean exists(Descriptor content) {
		Requests host = pushHost();
		Target target = target(host, "Registry.Exists", "content", content.digest().toString());
		ManifestRequests manifests = new ManifestRequests(host, target, this.scopes);
		return this.attempts.run(target, true, () -> manifests.exists(content));
	}

	@Override
	public boolean mount(Descriptor blob, String fromRepository) {
		Requests host = pushHost();
		Target target = target(host, "Registry.Mount", "blob", blob.digest().toString());
		Set<String> both = Set.of(scope(this.reference.path(), Set.of(Access.PUSH)),
				scope(fromRepository, Set.of(Access.PULL)));
		String query = "mount=" + Endpoint.encode(blob.digest().toString()) + "&from="
				+ Endpoint.encode(fromRepository);
		return this.attempts.run(target, true, () -> {
			Call call = Call.of("POST", host.endpoint().uri("blobs/uploads/", query), both);
			try (Answer answer = host.send(call, target, Set.of(201, 202))) {
				if (answer.status() == 202) {
					this.openedUploads.put(blob.digest(), Upload.opened(answer, target));
				}
				return answer.status() == 201;
			}
		});
	}

	@Override
	public void pushBlob(Descriptor blob, BlobSource source, LongConsumer progress) {
		Requests host = pushHost();
		Target target = target(host, "Registry.PushBlob", "blob", blob.digest().toString());
		BlobUpload upload = new BlobUpload(host, target, this.scopes, blob, source, progress, this.wire.options())
			.from(this.openedUploads.remove(blob.digest()));
		this.attempts.run(target, true, () -> {
			upload.run();
			return true;
		}, upload::hasAdvanced);
	}

	@Override
	public void pushManifest(Descriptor document, byte[] bytes, @Nullable String tag) {
		if (bytes.length != document.size()
				|| !Digests.of(document.digest().algorithm(), bytes).equals(document.digest())) {
			throw InvalidArgumentException.of("manifest", document.digest().toString(),
					"the bytes have another digest or size");
		}
		String name = (tag != null) ? tag : document.digest().toString();
		Requests host = pushHost();
		Target target = target(host, "Registry.PushManifest", "manifest", name);
		this.attempts.run(target, true, () -> {
			Call call = Call.of("PUT", host.endpoint().uri("manifests/" + name), this.scopes)
				.with("Content-Type", document.mediaType())
				.with(Payload.of(bytes))
				.asPatient();
			try (Answer answer = host.send(call, target, Set.of(201, 200, 204))) {
				Digests.requireSame(answer, document.digest(), target);
				return true;
			}
		});
	}

	private <T> T onHosts(HostCapability capability, String operation, String kind, String id,
			Function<Asked, T> action) {
		List<Requests> able = hosts(capability);
		HostFailures failures = new HostFailures();
		for (int i = 0; i < able.size(); i++) {
			Asked asked = new Asked(able.get(i), target(able.get(i), operation, kind, id), i == able.size() - 1);
			try {
				T result = action.apply(asked);
				logger.debug("{} {}: answered by {}", operation, id, asked.target().host());
				return result;
			}
			catch (CancelledException | ClientClosedException ex) {
				throw ex;
			}
			catch (ContainerdException ex) {
				failures.add(ex);
			}
		}
		throw failures.last();
	}

	private List<Requests> hosts(HostCapability capability) {
		List<Requests> able = this.hosts.stream()
			.filter((requests) -> requests.endpoint().host().serves(capability))
			.toList();
		if (able.isEmpty()) {
			Failure failure = new Failure("Registry.Hosts", "registry", this.reference.domain(), null,
					ErrorCode.FAILED_PRECONDITION);
			throw new FailedPreconditionException(
					failure.describe() + ": no host is configured to " + capability.name().toLowerCase(Locale.ROOT),
					failure, null);
		}
		return able;
	}

	private Requests pushHost() {
		return hosts(HostCapability.PUSH).get(0);
	}

	private Target target(Requests requests, String operation, String kind, String id) {
		return new Target(operation, kind, id, requests.endpoint().host().authority(), this.reference.path());
	}

	/**
	 * The reference.
	 */
	@Override
	public String toString() {
		return "Repository[" + this.reference + "]";
	}

	/**
	 * A host that is asked.
	 *
	 * @param requests sends requests to it
	 * @param target what is told of failures
	 * @param isLast whether there is no other host
	 */
	private record Asked(Requests requests, Target target, boolean isLast) {
	}

}
