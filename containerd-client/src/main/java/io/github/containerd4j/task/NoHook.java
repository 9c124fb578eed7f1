package io.github.containerd4j.task;

enum NoHook implements TaskHook {

	INSTANCE;

	@Override
	public void created(Task task) {
		// A task needs nothing by itself.
	}

	@Override
	public void deleted(String containerId) {
		// Nothing was made for it.
	}

}
