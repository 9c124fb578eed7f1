package io.github.containerd4j.task;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.rpc.Subject;

/**
 * Names a process on the wire, where an empty exec identifier means the first process.
 */
record ProcessKey(String containerId, String execId) {

	static ProcessKey init(String containerId) {
		return new ProcessKey(Identifiers.require("container id", containerId), "");
	}

	static ProcessKey exec(String containerId, String execId) {
		return new ProcessKey(Identifiers.require("container id", containerId), Identifiers.require("exec id", execId));
	}

	static ProcessKey of(ProcessInfo info) {
		String execId = info.execId();
		return (execId != null) ? exec(info.containerId(), execId) : init(info.containerId());
	}

	boolean isInit() {
		return this.execId.isEmpty();
	}

	Subject subject() {
		return isInit() ? Subject.of("task", this.containerId)
				: Subject.of("process", this.containerId + "/" + this.execId);
	}

}
