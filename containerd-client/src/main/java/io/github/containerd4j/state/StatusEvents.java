package io.github.containerd4j.state;

import io.github.containerd4j.event.ContainerDelete;
import io.github.containerd4j.event.EventPayload;
import io.github.containerd4j.event.TaskCreate;
import io.github.containerd4j.event.TaskDelete;
import io.github.containerd4j.event.TaskExit;
import io.github.containerd4j.event.TaskPaused;
import io.github.containerd4j.event.TaskResumed;
import io.github.containerd4j.event.TaskStart;

/**
 * What events tell of a container's status, so that one that passed before anybody could
 * look was nevertheless seen.
 */
final class StatusEvents {

	private StatusEvents() {
	}

	/**
	 * What a container was doing when an event was sent.
	 * @return the status; {@code UNKNOWN} if the event does not tell
	 */
	static ContainerStatus told(EventPayload payload) {
		if (payload instanceof TaskExit exit) {
			return exit.isInit() ? ContainerStatus.STOPPED : ContainerStatus.UNKNOWN;
		}
		if (payload instanceof TaskDelete delete) {
			return delete.id().equals(delete.containerId()) || delete.id().isEmpty() ? ContainerStatus.STOPPED
					: ContainerStatus.UNKNOWN;
		}
		if (payload instanceof TaskStart || payload instanceof TaskResumed) {
			return ContainerStatus.RUNNING;
		}
		if (payload instanceof TaskPaused) {
			return ContainerStatus.PAUSED;
		}
		if (payload instanceof TaskCreate) {
			return ContainerStatus.CREATED;
		}
		return (payload instanceof ContainerDelete) ? ContainerStatus.MISSING : ContainerStatus.UNKNOWN;
	}

}
