package io.github.containerd4j.rootfs;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.ContainerInfo;
import org.jspecify.annotations.Nullable;

/**
 * That the processes of a container may go on at another side of a live move from now on.
 * The source says so in a label before they are started there. If nobody is left to tell
 * how that ended, they stand still here until somebody has looked there: else both sides
 * could run them.
 *
 * @param lease the lease of the operation at the source
 * @param ranHere whether the task was paused for the operation, and not before
 * @param daemon the identifier of the target's daemon, which it keeps over restarts
 * @param namespace the name of the target's namespace
 * @param containerId the identifier of the container there
 * @param createdAt when the record there was created, which tells it from others of the
 * same identifier
 * @since 0.1.0
 */
public record Handover(String lease, boolean ranHere, String daemon, String namespace, String containerId,
		Instant createdAt) {

	private static final int PARTS = 6;

	/**
	 * Describes where a container goes.
	 * @param lease the lease of the operation at the source
	 * @param ranHere whether the task was paused for the operation
	 * @param target the target
	 * @param arriving the record of the container there
	 * @return the handover, which nobody knows of yet
	 */
	static Handover to(String lease, boolean ranHere, Namespace target, ContainerInfo arriving) {
		return new Handover(lease, ranHere, target.introspection().server().uuid(), target.name(), arriving.id(),
				Objects.requireNonNull(arriving.createdAt()));
	}

	/**
	 * Looks for the handover that a record tells of.
	 * @param info the record, just read
	 * @return the handover; empty if there is none
	 */
	public static Optional<Handover> find(ContainerInfo info) {
		return parse(info.labels().get(OwnLabels.MOVING_TO));
	}

	private static Optional<Handover> parse(@Nullable String value) {
		List<String> parts = (value != null) ? List.of(value.split(" ")) : List.of();
		if (parts.size() != PARTS) {
			return Optional.empty();
		}
		try {
			return Optional.of(new Handover(parts.get(0), Boolean.parseBoolean(parts.get(1)), parts.get(2),
					parts.get(3), parts.get(4), Instant.parse(parts.get(5))));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The label of the record at the source.
	 */
	Map<String, String> toLabel() {
		return Map.of(OwnLabels.MOVING_TO, String.join(" ", this.lease, String.valueOf(this.ranHere), this.daemon,
				this.namespace, this.containerId, this.createdAt.toString()));
	}

	/**
	 * Whether nobody works on it any more.
	 * @param source the namespace of the source
	 * @return whether the operation will not go on
	 */
	public boolean isOver(Namespace source) {
		return OperationLease.isOver(source, this.lease);
	}

	/**
	 * Whether it leads to a namespace.
	 * @param target the namespace
	 * @return whether it is the one that the processes may go on in
	 */
	public boolean leadsTo(Namespace target) {
		return this.namespace.equals(target.name()) && this.daemon.equals(target.introspection().server().uuid());
	}

	/**
	 * Looks for the container at the target. Reading it puts it in order there: one whose
	 * processes were not seen to go on is removed.
	 * @param target the namespace that it leads to
	 * @return the record there; empty if the container is not there
	 */
	public Optional<ContainerInfo> arrived(Namespace target) {
		return target.containers()
			.find(this.containerId)
			.map((found) -> found.info())
			.filter((found) -> this.createdAt.equals(found.createdAt()));
	}

}
