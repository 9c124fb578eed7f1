package io.github.containerd4j.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.github.containerd4j.network.ContainerInterface;
import io.github.containerd4j.snapshot.SnapshotUsage;
import io.github.containerd4j.task.TaskStats;
import org.jspecify.annotations.Nullable;

/**
 * A container at one point in time. Its parts are read one after the other, so one that
 * ends meanwhile may have some of them.
 *
 * @param id the container
 * @param status what it is doing
 * @param pid the process id of its first process on the daemon's host; 0 if none lives
 * @param createdAt when its record was created; {@code null} if there is none
 * @param startedAt when its first process came into being, to the hundredth of a second;
 * {@code null} if none lives or the daemon is not on this machine
 * @param interfaces its network interfaces, the loopback interface among them; empty if
 * no process lives or the daemon is not on this machine
 * @param stats processor time, memory and block devices; {@code null} without a task
 * @param disk what its own layer takes of the disk, without the image; {@code null} if it
 * has no snapshot, or the snapshotter cannot tell
 * @param processes the number of its processes
 * @since 0.1.0
 */
public record ContainerState(String id, ContainerStatus status, int pid, @Nullable Instant createdAt,
		@Nullable Instant startedAt, List<ContainerInterface> interfaces, @Nullable TaskStats stats,
		@Nullable SnapshotUsage disk, int processes) {

	/**
	 * Copies the list.
	 * @param id the container
	 * @param status what it is doing
	 * @param pid the process id of its first process
	 * @param createdAt when its record was created
	 * @param startedAt when its first process came into being
	 * @param interfaces its network interfaces
	 * @param stats processor time, memory and block devices
	 * @param disk what its own layer takes of the disk
	 * @param processes the number of its processes
	 */
	public ContainerState {
		interfaces = List.copyOf(interfaces);
	}

	/**
	 * Looks for an interface.
	 * @param name its name, such as {@code eth0}
	 * @return the interface; empty if there is none of that name
	 */
	public Optional<ContainerInterface> networkInterface(String name) {
		return this.interfaces.stream().filter((candidate) -> candidate.name().equals(name)).findFirst();
	}

}
