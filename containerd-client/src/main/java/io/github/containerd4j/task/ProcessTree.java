package io.github.containerd4j.task;

import java.util.List;

import io.github.containerd4j.host.HostProcesses;
import io.github.containerd4j.rpc.RpcClient;

/**
 * The children of a process in a container, which containerd cannot signal: the runc shim
 * knows the processes it started and nobody else. They are found before their parent ends
 * and they are adopted by the container's first process.
 */
final class ProcessTree {

	private final List<ProcessHandle> descendants;

	private ProcessTree(List<ProcessHandle> descendants) {
		this.descendants = descendants;
	}

	/**
	 * Looks now.
	 * @param rpc tells whether process ids mean this machine's
	 * @param pid the process; 0 if it never ran
	 * @return its children and theirs; none if they cannot be seen
	 */
	static ProcessTree of(RpcClient rpc, int pid) {
		if (pid <= 0 || !HostProcesses.over(rpc).areVisible()) {
			return new ProcessTree(List.of());
		}
		return new ProcessTree(
				ProcessHandle.of(pid).map((process) -> process.descendants().toList()).orElse(List.of()));
	}

	/**
	 * Kills them. A handle knows when its process has started, so it means no other one.
	 */
	void kill() {
		this.descendants.forEach(ProcessHandle::destroyForcibly);
	}

}
