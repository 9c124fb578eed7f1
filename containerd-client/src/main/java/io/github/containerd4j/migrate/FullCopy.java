package io.github.containerd4j.migrate;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.lease.LeaseOptions;
import io.github.containerd4j.rootfs.OperationLease;
import io.github.containerd4j.undo.Rollback;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a container that shares nothing with it: to another snapshotter, namespace or
 * daemon, or beside it. The image's content is copied as far as it is missing, and
 * unpacked; what the container has changed is copied as a layer; spec, labels, extensions
 * and network settings follow. A running container stands still while its files are read.
 * <p>
 * All that is made belongs to leases on both sides until the new record exists, which
 * comes last. After a failure the source is as it was before and the target has nothing
 * of it; a daemon that died meanwhile is given some seconds to come back.
 * <p>
 * Immutable, and safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class FullCopy {

	/** How long daemons that are gone are waited for, to undo what was done. */
	static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final Duration LEASE = Duration.ofHours(2);

	private final Namespace source;

	private final ContainerInfo container;

	private final Namespace target;

	private final Request request;

	private FullCopy(Namespace source, ContainerInfo container, Namespace target, Request request) {
		this.source = source;
		this.container = container;
		this.target = target;
		this.request = request;
	}

	/**
	 * Describes a copy with the same identifier and the snapshotter of the same name.
	 * @param source the namespace of the container
	 * @param container the container
	 * @param target the namespace of the copy, of the same or another daemon
	 * @return the copy, which is not made yet
	 */
	public static FullCopy of(Namespace source, ContainerInfo container, Namespace target) {
		return new FullCopy(source, container, target,
				new Request(container.id(), container.snapshotter(), Map.of(), UnaryOperator.identity(), false));
	}

	/**
	 * A description with another identifier.
	 * @param id the identifier of the copy
	 * @return the changed description
	 * @throws io.github.containerd4j.InvalidArgumentException if it is not valid
	 */
	public FullCopy withId(String id) {
		return with(new Request(Identifiers.require("container id", id), this.request.snapshotter(),
				this.request.labels(), this.request.spec(), this.request.snapshots()));
	}

	/**
	 * A description with another snapshotter.
	 * @param snapshotter its name
	 * @return the changed description
	 */
	public FullCopy withSnapshotter(String snapshotter) {
		return with(new Request(this.request.id(), snapshotter, this.request.labels(), this.request.spec(),
				this.request.snapshots()));
	}

	/**
	 * A description with labels for the copy besides those of the container.
	 * @param labels the labels; of equal keys they win
	 * @return the changed description
	 */
	public FullCopy withLabels(Map<String, String> labels) {
		return with(new Request(this.request.id(), this.request.snapshotter(), Map.copyOf(labels), this.request.spec(),
				this.request.snapshots()));
	}

	/**
	 * A description that changes the runtime spec, in which identifier and namespace are
	 * those of the copy already.
	 * @param customizer takes the spec and returns the changed one
	 * @return the changed description
	 */
	public FullCopy withSpecCustomizer(UnaryOperator<TypedValue> customizer) {
		UnaryOperator<TypedValue> first = this.request.spec();
		return with(new Request(this.request.id(), this.request.snapshotter(), this.request.labels(),
				(spec) -> customizer.apply(first.apply(spec)), this.request.snapshots()));
	}

	/**
	 * A description by which the copy gets the container's snapshots too.
	 * @return the changed description
	 */
	public FullCopy withSnapshots() {
		return with(new Request(this.request.id(), this.request.snapshotter(), this.request.labels(),
				this.request.spec(), true));
	}

	private FullCopy with(Request changed) {
		return new FullCopy(this.source, this.container, this.target, changed);
	}

	/**
	 * Makes the copy. Blocks; an interrupt ends it.
	 * @return the new container, which does not run
	 * @throws io.github.containerd4j.AlreadyExistsException if the target has a container
	 * of this identifier; nothing was done then
	 * @throws io.github.containerd4j.NotFoundException if the container's image is gone,
	 * or content of it is missing on both sides
	 * @throws io.github.containerd4j.FailedPreconditionException if the container has no
	 * snapshot, or no image that is here has its layers
	 * @throws io.github.containerd4j.ResourceExhaustedException if the target's disk is
	 * full
	 */
	public Container make() {
		FullCopyRun.requireFree(this.target, this.request.id());
		try (OperationLease from = lease(this.source);
				OperationLease to = lease(this.target);
				Rollback rollback = new Rollback(PATIENCE)) {
			releaseLast(rollback, from, to);
			Container made = run(from, to, rollback).copy(true);
			rollback.succeeded();
			return made;
		}
	}

	FullCopyRun run(OperationLease from, OperationLease to, Rollback rollback) {
		return new FullCopyRun(new Place(this.source, from), new Place(this.target, to), this.container, this.request,
				rollback);
	}

	static OperationLease lease(Namespace namespace) {
		return OperationLease.open(namespace, LeaseOptions.forOperation("copy").withExpiry(LEASE));
	}

	/**
	 * Closing a lease does not wait for a daemon that is gone; the rollback does.
	 */
	void releaseLast(Rollback rollback, OperationLease from, OperationLease to) {
		rollback.add(() -> this.source.leases().delete(from.id()));
		rollback.add(() -> this.target.leases().delete(to.id()));
	}

	/**
	 * What is asked for.
	 *
	 * @param id the identifier of the copy
	 * @param snapshotter the snapshotter; {@code null} if the container has none, which
	 * fails
	 * @param labels further labels
	 * @param spec changes the spec
	 * @param snapshots whether snapshots are copied too
	 */
	record Request(String id, @Nullable String snapshotter, Map<String, String> labels, UnaryOperator<TypedValue> spec,
			boolean snapshots) {
	}

	/**
	 * One side.
	 *
	 * @param namespace the namespace
	 * @param lease an open lease of it
	 */
	record Place(Namespace namespace, OperationLease lease) {

		Namespace leased() {
			return this.lease.namespace();
		}

	}

}
