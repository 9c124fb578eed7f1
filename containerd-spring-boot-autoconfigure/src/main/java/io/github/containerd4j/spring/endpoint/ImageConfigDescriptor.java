package io.github.containerd4j.spring.endpoint;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.oci.ImageConfig;
import org.jspecify.annotations.Nullable;

/**
 * How an image is run. The steps in which it was made are not told: their commands hold
 * the arguments of builds, which may be secrets.
 *
 * @param platform what it runs on, such as {@code linux/amd64}
 * @param created when it was made; {@code null} if it does not tell
 * @param author who made it; {@code null} if it does not tell
 * @param user the user that the process runs as; {@code null} for root
 * @param env the environment, with masked values
 * @param entrypoint the words that the command begins with
 * @param cmd the arguments, with values that look like secrets masked
 * @param workingDir the directory that the process starts in; {@code null} for the root
 * directory
 * @param labels the labels that the author gave it, with values that look like secrets
 * masked
 * @param exposedPorts the ports that the process listens on
 * @param volumes the directories that it writes data to
 * @param stopSignal the signal that asks it to end; {@code null} for {@code SIGTERM}
 * @since 0.1.0
 */
public record ImageConfigDescriptor(String platform, @Nullable Instant created, @Nullable String author,
		@Nullable String user, List<String> env, List<Object> entrypoint, List<Object> cmd, @Nullable String workingDir,
		Map<String, String> labels, List<String> exposedPorts, List<String> volumes, @Nullable String stopSignal) {

	static ImageConfigDescriptor of(ImageConfig config, ValueMask mask) {
		return new ImageConfigDescriptor(config.platform().toString(), config.created(), text(config.author()),
				text(config.user()), config.env().stream().map(mask::environment).toList(),
				mask.arguments(config.entrypoint()), mask.arguments(config.cmd()), text(config.workingDir()),
				mask.labels(config.labels()), config.exposedPorts(), config.volumes(), text(config.stopSignal()));
	}

	private static @Nullable String text(String text) {
		return text.isEmpty() ? null : text;
	}

}
