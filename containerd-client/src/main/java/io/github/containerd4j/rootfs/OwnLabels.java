package io.github.containerd4j.rootfs;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.github.containerd4j.container.ContainerInfo;
import org.jspecify.annotations.Nullable;

/**
 * The labels that this client keeps on a container's record for itself. They belong to
 * this one container: no copy gets them, and nobody who replaces all labels takes them
 * away.
 *
 * @since 0.1.0
 */
public final class OwnLabels {

	/**
	 * What the labels begin with that hold the snapshots of a container: garbage
	 * collection follows them to the blob that describes the snapshot. The name of the
	 * snapshot comes after it.
	 */
	public static final String SNAPSHOT = "containerd.io/gc.ref.content.containerd4j.snapshot.";

	/** On a committed snapshot that holds the state of a container: the container. */
	public static final String LAYER_OF = "io.github.containerd4j/layer-of";

	/** That the task stands still only for an operation, whose lease this names. */
	static final String FROZEN = "io.github.containerd4j/frozen-by";

	/** The new name of a container that is being renamed, and the lease. */
	static final String RENAMING_TO = "io.github.containerd4j/renaming-to";

	/** The old name of a container that is being renamed, and the lease. */
	static final String RENAMED_FROM = "io.github.containerd4j/renamed-from";

	/** The lease of a live move whose processes do not stay here for certain yet. */
	static final String ARRIVING = "io.github.containerd4j/arriving-by";

	/** Where the processes go on, or not: only the other side knows. */
	static final String MOVING_TO = "io.github.containerd4j/moving-to";

	/**
	 * That the container is elsewhere now, by which lease, and what becomes of it here.
	 */
	static final String MOVED_AWAY = "io.github.containerd4j/moved-away";

	private static final Set<String> UNFINISHED = Set.of(FROZEN, RENAMING_TO, RENAMED_FROM, ARRIVING, MOVING_TO,
			MOVED_AWAY);

	private static final String PENDING_BEGIN = "containerd.io/gc.ref.snapshot.";

	private static final String PENDING_END = "/containerd4j.pending.";

	private OwnLabels() {
	}

	/**
	 * Whether a label is one of these.
	 * @param key the key of the label
	 * @return whether it belongs to this one container
	 */
	public static boolean isOwn(String key) {
		return key.startsWith(SNAPSHOT) || isUnfinished(key);
	}

	/**
	 * What the record at the target says until the processes of a live move are seen to
	 * go on there.
	 * @param lease the lease of the operation at the target
	 * @return the labels to set
	 */
	public static Map<String, String> arriving(String lease) {
		return Map.of(ARRIVING, lease);
	}

	/**
	 * What the record at the target says when they go on.
	 * @return the labels, whose empty values remove them
	 */
	public static Map<String, String> arrived() {
		return Map.of(ARRIVING, "");
	}

	/**
	 * Whether a container is only about to arrive.
	 * @param info its record
	 * @return whether its processes were not seen to go on yet
	 */
	public static boolean isArriving(ContainerInfo info) {
		return info.labels().containsKey(ARRIVING);
	}

	/**
	 * What the record at the source says when the processes go on at the target.
	 * @param lease the lease of the operation at the source
	 * @param keep whether the container stays here, stopped
	 * @return the labels to set
	 */
	public static Map<String, String> movedAway(String lease, boolean keep) {
		return Map.of(MOVING_TO, "", MOVED_AWAY, lease + " " + keep);
	}

	/**
	 * What a record says when its task need not stand still any more.
	 * @return the labels, whose empty values remove them
	 */
	public static Map<String, String> notMoving() {
		return Map.of(FROZEN, "", MOVING_TO, "");
	}

	/**
	 * What the record at the source says when all that moved is gone there.
	 * @return the labels, whose empty values remove them
	 */
	public static Map<String, String> staying() {
		return Map.of(MOVED_AWAY, "");
	}

	/**
	 * The labels without these.
	 * @param labels the labels of a record
	 * @return the labels that others gave it
	 */
	public static Map<String, String> removedFrom(Map<String, String> labels) {
		Map<String, String> others = new TreeMap<>(labels);
		others.keySet().removeIf(OwnLabels::isOwn);
		return others;
	}

	static boolean isUnfinished(String key) {
		return isPending(key) || UNFINISHED.contains(key);
	}

	/**
	 * The label that keeps a snapshot which is about to take the place of the container's
	 * own one.
	 */
	static String pending(String snapshotter, String lease) {
		return PENDING_BEGIN + snapshotter + PENDING_END + lease;
	}

	static boolean isPending(String key) {
		return key.startsWith(PENDING_BEGIN) && key.contains(PENDING_END);
	}

	static String leaseOfPending(String key) {
		return key.substring(key.indexOf(PENDING_END) + PENDING_END.length());
	}

	/**
	 * What the old record says while a container is renamed.
	 * @param newId the new name
	 * @param lease the lease of the operation
	 * @return the labels to set
	 */
	public static Map<String, String> renaming(String newId, String lease) {
		return Map.of(RENAMING_TO, newId + " " + lease);
	}

	/**
	 * What the new record says while a container is renamed.
	 * @param oldId the old name
	 * @param lease the lease of the operation
	 * @return the labels to set
	 */
	public static Map<String, String> renamed(String oldId, String lease) {
		return Map.of(RENAMED_FROM, oldId + " " + lease);
	}

	/**
	 * What a record says when the renaming is over.
	 * @return the labels, whose empty values remove them
	 */
	public static Map<String, String> notRenaming() {
		return Map.of(RENAMING_TO, "", RENAMED_FROM, "");
	}

	static Optional<Rename> rename(@Nullable String value) {
		if (value == null || !value.contains(" ")) {
			return Optional.empty();
		}
		int blank = value.indexOf(' ');
		return Optional.of(new Rename(value.substring(0, blank), value.substring(blank + 1)));
	}

	/**
	 * The other name of a container that is being renamed.
	 *
	 * @param otherId the other name
	 * @param lease the lease of the operation
	 */
	record Rename(String otherId, String lease) {
	}

}
