package io.github.containerd4j.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.archive.ExportOptions;
import io.github.containerd4j.archive.ImportOptions;
import io.github.containerd4j.build.ImageBuilder;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.progress.ImageProgress;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.registry.RegistryCredentials;
import io.github.containerd4j.registry.RegistryCredentialsProvider;
import io.github.containerd4j.registry.RegistryHost;
import io.github.containerd4j.registry.RegistryHosts;
import io.github.containerd4j.registry.RegistryOptions;
import io.github.containerd4j.registry.RegistryTls;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import io.github.containerd4j.test.TestRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One image on its whole way, as its users would send it.
 */
@DaemonTest
@Timeout(120)
class ImageJourneyIT {

	// Its registry does not exist, so only a mirror can answer.
	private static final String MIRRORED = "images.invalid/journey/busybox:1";

	private static final String IMPORTED = "example.com/another/name:2";

	private final TestDaemon daemon;

	private final Namespace namespace;

	ImageJourneyIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
	}

	@Test
	void keepsEveryDigestFromTheBuildToAnotherDaemon(@TempDir Path directory) throws IOException {
		try (TestRegistry registry = TestRegistry.tlsWithPassword();
				ContainerdClient client = client(registry);
				EmbeddedContainerd other = this.daemon.startPrivate();
				ContainerdClient otherClient = ContainerdClient.create(other.address())) {
			String name = registry.address() + "/journey/busybox:1";
			Namespace here = client.namespace(this.namespace.name());
			Image built = build(here, name, directory.resolve("tree"));
			List<String> digests = digests(built);

			here.images().push(name);
			assertThat(digests).containsExactlyInAnyOrderElementsOf(Skopeo.digests(name));
			here.images().deleteAndCollect(name);
			assertThat(here.content().list()).isEmpty();

			List<ImageProgress> progress = new CopyOnWriteArrayList<>();
			Image pulled = here.images().pull(MIRRORED, PullOptions.builder().progress(progress::add).build());
			Path archive = directory.resolve("busybox.tar");
			here.images().exportTo(archive, ExportOptions.defaults(), MIRRORED);
			List<Image> imported = otherClient.namespace("other")
				.images()
				.importFrom(archive, ImportOptions.builder().name(IMPORTED).build());

			assertThat(progress).extracting(ImageProgress::phase)
				.contains(Phase.TRANSFERRED, Phase.UNPACKED, Phase.DONE);
			assertThat(digests(pulled)).isEqualTo(digests);
			assertThat(imported).extracting(Image::name).containsExactly(IMPORTED);
			assertThat(digests(imported.get(0))).isEqualTo(digests);
			assertThat(imported.get(0).isUnpacked()).isTrue();
		}
	}

	private ContainerdClient client(TestRegistry registry) {
		RegistryHost host = RegistryHost.of("https://" + registry.address())
			.withTls(RegistryTls.trusting(registry.certificate()));
		RegistryOptions options = RegistryOptions.builder()
			.hosts(RegistryHosts.of(Map.of(registry.address(), List.of(host), "images.invalid",
					List.of(host, RegistryHost.of("https://images.invalid")))))
			.credentials(RegistryCredentialsProvider
				.of(Map.of(registry.address(), RegistryCredentials.basic(TestRegistry.USER, TestRegistry.PASSWORD))))
			.build();
		return ContainerdClient.builder().address(this.daemon.address()).images(ImageSettings.of(options)).build();
	}

	private static Image build(Namespace namespace, String name, Path tree) throws IOException {
		Path programs = Files.createDirectories(tree.resolve("bin"));
		Files.copy(Path.of("/bin/busybox"), programs.resolve("busybox"));
		Files.createSymbolicLink(programs.resolve("sh"), Path.of("busybox"));
		return ImageBuilder.in(namespace).name(name).layer(tree).config((config) -> config.cmd("/bin/sh")).build();
	}

	private static List<String> digests(Image image) {
		Manifest manifest = image.readManifest();
		List<Digest> digests = new ArrayList<>(List.of(image.target().digest(), manifest.config().digest()));
		manifest.layers().stream().map(OciDescriptor::digest).forEach(digests::add);
		digests.addAll(image.readConfig().diffIds());
		return digests.stream().map(Digest::toString).toList();
	}

}
