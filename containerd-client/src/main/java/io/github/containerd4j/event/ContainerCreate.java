package io.github.containerd4j.event;

import io.github.containerd4j.container.RuntimeOptions;
import org.jspecify.annotations.Nullable;

/**
 * A container's record was created. Topic {@code /containers/create}.
 *
 * @param containerId the container
 * @param image the name of the image; {@code null} if none is recorded
 * @param runtime the runtime; {@code null} if none is recorded
 * @since 0.1.0
 */
public record ContainerCreate(String containerId, @Nullable String image,
		@Nullable RuntimeOptions runtime) implements ContainerEvent {

}
