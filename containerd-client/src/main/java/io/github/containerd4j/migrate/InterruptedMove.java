package io.github.containerd4j.migrate;

import java.util.Optional;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.rootfs.Handover;
import io.github.containerd4j.rootfs.OwnLabels;
import io.github.containerd4j.rootfs.Refusal;
import io.github.containerd4j.rootfs.Standstill;
import io.github.containerd4j.rootfs.Turn;

/**
 * A live move that was interrupted when the processes may have gone on at the target
 * already. Whoever can ask both sides ends it.
 */
final class InterruptedMove {

	private static final String MIGRATE = "migrate";

	private final Namespace source;

	private final Container container;

	private final Namespace target;

	private final SourceEnd end;

	InterruptedMove(Namespace source, Container container, Namespace target, SourceEnd end) {
		this.source = source;
		this.container = container;
		this.target = target;
		this.end = end;
	}

	/**
	 * Ends the move if there was one: the container is at one side then.
	 * @return the container at the target; empty if it goes on at the source, to be moved
	 * @throws io.github.containerd4j.FailedPreconditionException if it is being moved
	 * now, or another target is the one to ask
	 */
	Optional<Container> finish() {
		if (Handover.find(this.container.refresh()).isEmpty()) {
			return Optional.empty();
		}
		try (Turn turn = Turn.of(this.source, MIGRATE, this.container.id())) {
			// Whoever had the turn may have done it.
			Optional<Handover> handover = Handover.find(this.container.refresh());
			return handover.flatMap(this::finish);
		}
	}

	private Optional<Container> finish(Handover handover) {
		if (!handover.isOver(this.source)) {
			throw refused("another process moves it");
		}
		if (!handover.leadsTo(this.target)) {
			throw refused("it may run in namespace " + handover.namespace() + " of the daemon " + handover.daemon()
					+ ", where an interrupted live move has led it: migrate it there, or unfreeze it if it shall go on "
					+ "here");
		}
		Optional<ContainerInfo> there = handover.arrived(this.target);
		if (there.filter(OwnLabels::isArriving).isPresent()) {
			throw refused("what an interrupted live move has brought to the target cannot be removed there yet");
		}
		if (there.isPresent()) {
			this.end.leave(handover.lease());
			return Optional.of(this.target.containers().get(handover.containerId()));
		}
		goOn(handover);
		return Optional.empty();
	}

	private void goOn(Handover handover) {
		if (handover.ranHere()) {
			Standstill.letGoOn(this.source, this.container.id());
		}
		this.container.update(ContainerUpdate.create().labels(OwnLabels.notMoving()));
	}

	private RuntimeException refused(String reason) {
		return Refusal.state(this.source, MIGRATE, this.container.id(), reason);
	}

}
