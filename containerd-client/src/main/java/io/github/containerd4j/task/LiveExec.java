package io.github.containerd4j.task;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.operation.ContainerOperationListener;
import io.github.containerd4j.rpc.CleanUp;
import io.github.containerd4j.stdio.ProcessStreams;
import org.jspecify.annotations.Nullable;

/**
 * A started process with its streams, until it is deleted or let go.
 */
final class LiveExec implements ExecSession {

	private final Process process;

	private final List<String> command;

	private final ProcessStreams streams;

	private final ExitFuture exit;

	private final Reaper reaper;

	private final Waiting waiting;

	private final CompletableFuture<ExecResult> result = new CompletableFuture<>();

	private final CompletableFuture<Void> over = new CompletableFuture<>();

	private final AtomicBoolean released = new AtomicBoolean();

	LiveExec(ProcessCalls calls, Process process, List<String> command, ProcessStreams streams, ExitFuture exit,
			Reaper reaper) {
		this.process = process;
		this.command = command;
		this.streams = streams;
		this.exit = exit;
		this.reaper = reaper;
		this.waiting = calls.waiting("Tasks.Wait", ProcessKey.of(process.info()));
	}

	/**
	 * Sees the process to its end on the calling thread, and removes it.
	 * @param timeout the longest time it may run; {@code null} for any
	 */
	ExecResult finish(@Nullable Duration timeout) {
		Optional<ExitStatus> ended = (timeout != null) ? this.waiting.atMost(this.exit, timeout)
				: Optional.of(this.waiting.forever(this.exit));
		ExitStatus status = ended.or(this::kill).orElseThrow(this::stuck);
		ExecResult finished = result(status, ended.isEmpty());
		if (this.released.compareAndSet(false, true)) {
			remove();
		}
		return finished;
	}

	private Optional<ExitStatus> kill() {
		try {
			return this.reaper.kill(pid(), this.exit);
		}
		catch (UnavailableException ex) {
			Failure failure = this.waiting.failure(ErrorCode.UNAVAILABLE);
			throw new UnavailableException(
					failure.describe()
							+ ": its time was over while the daemon was away, and it will be killed when that is back",
					failure, ex);
		}
	}

	private ExecResult result(ExitStatus status, boolean timedOut) {
		boolean complete = this.streams.awaitOutput();
		ExitStatus full = new ExitStatus(status.code(), status.exitedAt(), pid(), status.oomKill());
		return new ExecResult(this.command, full, this.streams.captured(), timedOut, complete);
	}

	private DeadlineExceededException stuck() {
		Failure failure = this.waiting.failure(ErrorCode.DEADLINE_EXCEEDED);
		return new DeadlineExceededException(
				failure.describe() + ": its time was over, and it did not end when it was killed", failure, null);
	}

	/**
	 * Tells somebody when this session has nothing more to do with the process.
	 * @param watch is told
	 */
	void whenOver(ContainerOperationListener.Watch watch) {
		this.over.whenComplete((nothing, failure) -> watch.onEnd(failure));
		this.result.whenComplete((finished, failure) -> {
			if (failure != null) {
				this.over.completeExceptionally(failure);
			}
			else {
				this.over.complete(null);
			}
		});
	}

	/**
	 * Sees the process to its end in the background.
	 * @param piped whether the caller reads output, so that only the caller knows when
	 * that has come to its end; the process stays until this is closed then
	 */
	void follow(boolean piped) {
		this.exit.whenComplete((status, failure) -> {
			if (status != null) {
				Thread thread = new Thread(() -> complete(status, piped), "containerd-exec-" + this.process.id());
				thread.setDaemon(true);
				thread.start();
			}
			else if (failure != null && !this.exit.isCancelled()) {
				this.result.completeExceptionally(failure);
			}
		});
	}

	private void complete(ExitStatus status, boolean piped) {
		try {
			ExecResult finished = result(status, false);
			if (!piped && this.released.compareAndSet(false, true)) {
				remove();
			}
			this.result.complete(finished);
		}
		catch (RuntimeException | Error ex) {
			this.result.completeExceptionally(ex);
		}
	}

	// The shim has closed the FIFOs when all output has come, or will do so without their
	// names.
	private void remove() {
		this.reaper.delete(this.streams::close);
	}

	@Override
	public Process process() {
		return this.process;
	}

	@Override
	public int pid() {
		return this.process.info().pid();
	}

	@Override
	public ProcessStreams streams() {
		return this.streams;
	}

	@Override
	public OutputStream stdin() {
		return this.streams.stdin();
	}

	@Override
	public InputStream stdout() {
		return this.streams.stdout();
	}

	@Override
	public InputStream stderr() {
		return this.streams.stderr();
	}

	@Override
	public void resize(int columns, int rows) {
		this.process.resize(columns, rows);
	}

	@Override
	public void signal(Signal signal) {
		this.reaper.send(signal);
	}

	@Override
	public CompletableFuture<ExecResult> result() {
		return this.result.copy();
	}

	@Override
	public ExecResult waitFor() {
		return this.waiting.forever(result());
	}

	@Override
	public Optional<ExecResult> waitFor(Duration timeout) {
		return this.waiting.atMost(result(), timeout);
	}

	@Override
	public void detach() {
		if (this.released.compareAndSet(false, true)) {
			this.exit.cancel(true);
			this.streams.detach();
			this.over.complete(null);
		}
	}

	@Override
	public void close() {
		if (this.released.compareAndSet(false, true)) {
			CleanUp.run(this::end);
		}
	}

	private void end() {
		try {
			this.reaper.reap(pid(), this.exit);
		}
		finally {
			this.streams.close();
			if (this.exit.cancel(true)) {
				Failure failure = this.waiting.failure(ErrorCode.CANCELLED);
				this.result.completeExceptionally(
						new CancelledException(failure.describe() + ": the session was closed", failure, null));
			}
		}
	}

	@Override
	public String toString() {
		return "ExecSession[" + this.process.containerId() + "/" + this.process.id() + "]";
	}

}
