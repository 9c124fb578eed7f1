package io.github.containerd4j.container;

import java.util.Optional;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.task.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signal by which a container wants to be asked to end, where its record does not
 * tell: not every client that creates containers writes it there.
 */
final class StopSignal {

	private static final Logger logger = LoggerFactory.getLogger(StopSignal.class);

	private static final String LABEL = "io.containerd.image.config.stop-signal";

	private StopSignal() {
	}

	/**
	 * Reads the signal in the configuration of the container's image.
	 * @return the signal; empty if the record has one, or if nothing names one
	 */
	static Optional<Signal> ofImage(Namespace namespace, ContainerInfo info) {
		String image = info.image();
		if (image == null || info.labels().containsKey(LABEL)) {
			return Optional.empty();
		}
		try {
			return namespace.images()
				.find(image)
				.map((found) -> found.readConfig().stopSignal())
				.filter((signal) -> !signal.isEmpty())
				.map(Signal::parse);
		}
		catch (ContainerdException ex) {
			logger.debug("The image {} of container {} tells no signal", image, info.id(), ex);
			return Optional.empty();
		}
	}

}
