package io.github.containerd4j.checkpoint;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.containerd4j.AbortedException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.rpc.RpcClient;

/**
 * Keeps two checkpoints of one container apart: the first to end would let the task go on
 * while the other one is still looking at it.
 */
final class OneAtATime implements AutoCloseable {

	private static final Set<String> UNDER_WAY = ConcurrentHashMap.newKeySet();

	private final String key;

	private OneAtATime(String key) {
		this.key = key;
	}

	static OneAtATime enter(RpcClient rpc, String containerId) {
		String key = rpc.connection().address() + " " + rpc.namespace() + " " + containerId;
		if (!UNDER_WAY.add(key)) {
			Failure failure = new Failure("Tasks.Checkpoint", "container", containerId, rpc.namespace(),
					ErrorCode.ABORTED);
			throw new AbortedException(failure.describe() + ": another checkpoint of it is under way", failure, null);
		}
		return new OneAtATime(key);
	}

	@Override
	public void close() {
		UNDER_WAY.remove(this.key);
	}

}
