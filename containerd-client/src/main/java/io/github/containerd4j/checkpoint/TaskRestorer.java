package io.github.containerd4j.checkpoint;

import java.time.Duration;
import java.util.List;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.proto.runc.v1.Options;
import io.github.containerd4j.rpc.Protos;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.Signal;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskSpec;
import io.github.containerd4j.undo.Rollback;
import org.jspecify.annotations.Nullable;

/**
 * Makes the task of a restored container and starts it.
 */
final class TaskRestorer {

	private static final String RUNC = "io.containerd.runc.";

	private static final Duration EXIT_LIMIT = Duration.ofSeconds(10);

	private final Namespace namespace;

	private final RestoreRequest request;

	private final Runnable ready;

	private final Rollback rollback;

	TaskRestorer(Namespace namespace, RestoreRequest request, Rollback rollback) {
		this(namespace, request, () -> {
		}, rollback);
	}

	TaskRestorer(Namespace namespace, RestoreRequest request, Runnable ready, Rollback rollback) {
		this.namespace = namespace;
		this.request = request;
		this.ready = ready;
		this.rollback = rollback;
	}

	/**
	 * Restores the processes.
	 * @param dump their dump; {@code null} to start anew
	 */
	Task restore(RuntimeOptions runtime, List<Mount> rootfs, @Nullable Descriptor dump) {
		TaskSpec.Builder spec = TaskSpec.builder(this.request.containerId()).rootfs(rootfs).stdio(this.request.stdio());
		if (dump == null) {
			return start(spec);
		}
		if (!runtime.name().startsWith(RUNC) || !this.namespace.hostMounts().isDaemonHere()) {
			return start(spec.checkpoint(dump));
		}
		try (StagedDump staged = StagedDump.unpack(this.namespace, dump, this.request.containerId())) {
			return start(spec.options(options(runtime.options(), staged)));
		}
	}

	private static TypedValue options(@Nullable TypedValue options, StagedDump staged) {
		Options.Builder all = (options != null) ? Protos.unpack(options, Options.parser()).toBuilder()
				: Options.newBuilder();
		return Protos.pack(all.setCriuImagePath(staged.path().toString()).build());
	}

	private Task start(TaskSpec.Builder spec) {
		try {
			Task task = create(spec.build());
			this.rollback.add(() -> remove(task));
			this.ready.run();
			task.start();
			task.refresh();
			return task;
		}
		catch (ContainerdException ex) {
			throw CriuFailures.of("restore", ex);
		}
	}

	private Task create(TaskSpec spec) {
		Streams streams = this.request.streams();
		return (streams != null) ? this.namespace.tasks().create(spec, streams) : this.namespace.tasks().create(spec);
	}

	private static void remove(Task task) {
		try {
			task.killAll(Signal.KILL);
			task.waitFor(EXIT_LIMIT);
		}
		catch (NotFoundException ex) {
			// It has ended, and is there to be deleted.
		}
		task.delete();
	}

}
