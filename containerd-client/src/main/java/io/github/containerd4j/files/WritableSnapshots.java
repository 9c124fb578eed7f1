package io.github.containerd4j.files;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.containerd4j.connection.ContainerdAddress;
import io.github.containerd4j.host.RootDirectory;

/**
 * The snapshots that this JVM writes to. An overlay must not be mounted twice for
 * writing, so all who write to the same share it.
 */
final class WritableSnapshots {

	private static final Map<Key, Shared> SHARED = new ConcurrentHashMap<>();

	private WritableSnapshots() {
	}

	/**
	 * Shares a snapshot.
	 * @param key the snapshot
	 * @param mount mounts it if nobody else has
	 */
	static RootDirectory share(Key key, Supplier<RootDirectory> mount) {
		return SHARED.compute(key, (same, shared) -> (shared != null) ? shared.plus(1) : new Shared(mount.get(), 1))
			.root();
	}

	/**
	 * Gives a snapshot back; the last one unmounts it.
	 */
	static void release(Key key) {
		SHARED.computeIfPresent(key, (same, shared) -> {
			if (shared.users() > 1) {
				return shared.plus(-1);
			}
			shared.root().close();
			return null;
		});
	}

	/**
	 * Names a snapshot in this JVM.
	 */
	record Key(ContainerdAddress daemon, String namespace, String snapshotter, String snapshot) {

	}

	private record Shared(RootDirectory root, int users) {

		Shared plus(int count) {
			return new Shared(this.root, this.users + count);
		}

	}

}
