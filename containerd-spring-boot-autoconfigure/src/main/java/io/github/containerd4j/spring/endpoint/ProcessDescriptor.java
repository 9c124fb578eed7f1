package io.github.containerd4j.spring.endpoint;

import io.github.containerd4j.task.ProcessId;
import org.jspecify.annotations.Nullable;

/**
 * One process of a task.
 *
 * @param pid the process id on the daemon's host
 * @param execId the identifier of the exec that started it; {@code null} for the first
 * process and for what processes started by themselves
 * @since 0.1.0
 */
public record ProcessDescriptor(int pid, @Nullable String execId) {

	static ProcessDescriptor of(ProcessId process) {
		return new ProcessDescriptor(process.pid(), process.execId());
	}

}
