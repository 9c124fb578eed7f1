package io.github.containerd4j.event;

/**
 * Whether a subscription lists namespaces, containers and tasks to find out what its
 * events did not tell, and publishes that as events of the origin
 * {@link EventOrigin#RESYNC}.
 * <p>
 * What is found is what {@link NamespaceEvent}, {@link ContainerEvent} and
 * {@link TaskEvent} tell, as far as it can be told afterwards: execs, and what came and
 * went between, leave no trace. A task that is gone although nobody saw it exit has the
 * exit status {@link TaskExit#UNKNOWN_STATUS} and no exit time. An event may be told both
 * ways, so applying one twice must do no harm.
 *
 * @since 0.1.0
 */
public enum Resync {

	/** Nothing is listed. */
	NONE,

	/** What was missed is published after each {@link EventGap}. */
	AFTER_GAP,

	/**
	 * As {@link #AFTER_GAP}; and at the beginning, before the subscription says that it
	 * is connected, everything that exists is published.
	 */
	FROM_START

}
