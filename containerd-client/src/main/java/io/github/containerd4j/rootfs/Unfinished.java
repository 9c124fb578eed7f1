package io.github.containerd4j.rootfs;

import java.util.Optional;
import java.util.function.Consumer;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts in order what operations on containers left that were interrupted: by a killed
 * JVM, or by a daemon that went away for longer than anybody waits. Labels of the record
 * tell what was under way.
 *
 * @since 0.1.0
 */
public final class Unfinished {

	private static final Logger logger = LoggerFactory.getLogger(Unfinished.class);

	private final UnfinishedSnapshot snapshot;

	private final UnfinishedPause pause;

	private final UnfinishedRename rename;

	private final UnfinishedMove move;

	/**
	 * For the containers of a namespace.
	 * @param namespace the namespace
	 * @param records its containers, read as they are
	 * @param deletion deletes a container with its task, snapshot, network and directory
	 */
	public Unfinished(Namespace namespace, ContainerService records, Consumer<ContainerInfo> deletion) {
		this.snapshot = new UnfinishedSnapshot(namespace, records);
		this.pause = new UnfinishedPause(namespace, records);
		this.rename = new UnfinishedRename(namespace, records);
		this.move = new UnfinishedMove(namespace, records, deletion);
	}

	/**
	 * Puts a container in order as far as that is possible now. Calls nothing if nothing
	 * is unfinished, which the record tells.
	 * @param info the record, just read
	 * @return the record as it is now; empty if there should be none: it was only the new
	 * name of a container whose renaming did not come to its end, or the container is at
	 * the other side of a move
	 */
	public Optional<ContainerInfo> settleIfPossible(ContainerInfo info) {
		try {
			return settle(info);
		}
		catch (NotFoundException ex) {
			// It was deleted, or renamed, since it was read.
			logger.debug("Container {} needs no order any more", info.id(), ex);
			return Optional.of(info);
		}
		catch (ContainerdException ex) {
			logger.warn("Container {} cannot be put in order yet: {}", info.id(), ex.getMessage());
			return Optional.of(info);
		}
	}

	/**
	 * Puts a container in order. Calls nothing if nothing is unfinished, which the record
	 * tells.
	 * @param info the record, just read
	 * @return the record as it is now; empty if there should be none
	 * @throws ContainerdException if that fails; it can be tried again
	 */
	public Optional<ContainerInfo> settle(ContainerInfo info) {
		if (info.labels().keySet().stream().noneMatch(OwnLabels::isUnfinished)) {
			return Optional.of(info);
		}
		return Optional.of(info)
			.map(this.snapshot::settle)
			.map(this.pause::settle)
			.flatMap(this.rename::settle)
			.flatMap(this.move::settle);
	}

}
