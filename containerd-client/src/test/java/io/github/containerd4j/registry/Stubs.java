package io.github.containerd4j.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.ImageReference;
import io.github.containerd4j.oci.MediaTypes;

/**
 * What tests of registries share.
 */
final class Stubs {

	static final Duration STALL = Duration.ofSeconds(1);

	private Stubs() {
	}

	static RegistryOptions.Builder options() {
		return RegistryOptions.builder()
			.retries(2)
			.backoff(Duration.ofMillis(1), Duration.ofMillis(50))
			.stallTimeout(STALL)
			.connectTimeout(STALL);
	}

	/**
	 * Serves {@code registry.example} by these addresses in order.
	 */
	static RegistryHosts hosts(String... addresses) {
		return RegistryHosts.of(Map.of("registry.example", List.of(addresses).stream().map(RegistryHost::of).toList()));
	}

	static ImageReference reference() {
		return ImageReference.parse("registry.example/team/app:1");
	}

	static Repository repository(RegistryClient client, Access... access) {
		return client.repository(reference(), Set.of(access));
	}

	static byte[] bytes(int size) {
		byte[] bytes = new byte[size];
		new Random(size).nextBytes(bytes);
		return bytes;
	}

	static Descriptor layer(byte[] bytes) {
		return Descriptor.of(MediaTypes.OCI_LAYER_GZIP, bytes);
	}

	static Descriptor manifest(byte[] bytes) {
		return Descriptor.of(MediaTypes.OCI_MANIFEST, bytes);
	}

}
