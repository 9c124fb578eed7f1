package io.github.containerd4j.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.test.TestFiles;
import io.github.containerd4j.test.TestRegistry;

/**
 * An independent witness for what is in a registry.
 */
final class Skopeo {

	private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

	private static final String CREDENTIALS = TestRegistry.USER + ":" + TestRegistry.PASSWORD;

	private Skopeo() {
	}

	/**
	 * Puts an image into a registry.
	 * @return its full name
	 */
	static String push(ImageFixture fixture, OciDescriptor root, TestRegistry registry, String name) {
		return push(fixture, root, registry, name, "oci");
	}

	/**
	 * Puts an image into a registry, with Docker's media types.
	 * @return its full name
	 */
	static String pushAsDocker(ImageFixture fixture, OciDescriptor root, TestRegistry registry, String name) {
		return push(fixture, root, registry, name, "v2s2");
	}

	private static String push(ImageFixture fixture, OciDescriptor root, TestRegistry registry, String name,
			String format) {
		try {
			Path directory = Files.createTempDirectory("layout");
			try {
				fixture.layout(directory, root);
				run("skopeo", "copy", "--quiet", "--all", "--format", format, "--dest-tls-verify=false", "--dest-creds",
						CREDENTIALS, "oci:" + directory + ":image", "docker://" + registry.address() + "/" + name);
			}
			finally {
				TestFiles.delete(directory);
			}
			return registry.address() + "/" + name;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The digest that a name in a registry stands for.
	 */
	static String digest(String name) {
		return run("skopeo", "inspect", "--tls-verify=false", "--creds", CREDENTIALS, "--format", "{{.Digest}}",
				"docker://" + name)
			.strip();
	}

	/**
	 * Every digest of the image that a name in a registry stands for: of the manifest, of
	 * what the manifest names, and of the layers without their compression.
	 */
	static List<String> digests(String name) {
		String config = run("skopeo", "inspect", "--config", "--raw", "--tls-verify=false", "--creds", CREDENTIALS,
				"docker://" + name);
		return DIGEST.matcher(digest(name) + raw(name) + config).results().map(MatchResult::group).toList();
	}

	/**
	 * The document that a name in a registry stands for.
	 */
	static String raw(String name) {
		return run("skopeo", "inspect", "--raw", "--tls-verify=false", "--creds", CREDENTIALS, "docker://" + name);
	}

	private static String run(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
				process.destroyForcibly();
				throw new IllegalStateException(List.of(command) + ": " + output);
			}
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
