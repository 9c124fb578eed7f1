package io.github.containerd4j.undo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.rpc.CleanUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Undoes steps in reverse order when it is closed, unless all of them succeeded:
 *
 * <pre class="code">
 * try (Rollback rollback = new Rollback()) {
 *     snapshots.prepare(key, parent);
 *     rollback.add(() -&gt; snapshots.remove(key));
 *     ...
 *     rollback.succeeded();
 * }
 * </pre>
 *
 * A step that fails does not keep the others from being undone. Not safe for use by many
 * threads.
 *
 * @since 0.1.0
 */
public final class Rollback implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Rollback.class);

	private final Deque<Runnable> steps = new ArrayDeque<>();

	private final Duration patience;

	/**
	 * A rollback that gives up steps whose daemon is gone.
	 */
	public Rollback() {
		this(Duration.ZERO);
	}

	/**
	 * A rollback that waits for daemons that are gone, as after a crash.
	 * @param patience how long it waits for all of its steps together
	 */
	public Rollback(Duration patience) {
		this.patience = patience;
	}

	/**
	 * Adds what undoes a step.
	 * @param step what to do, more than once if the daemon is gone at the first try; that
	 * the thing is gone already is no failure
	 */
	public void add(Runnable step) {
		this.steps.push(step);
	}

	/**
	 * Forgets the steps: nothing is undone.
	 */
	public void succeeded() {
		this.steps.clear();
	}

	/**
	 * Undoes the steps, the last one first, also on an interrupted thread. A failure is
	 * logged: the one that led here is the one to tell.
	 */
	@Override
	public void close() {
		CleanUp.run(() -> {
			Patience limit = Patience.of(this.patience);
			List<Runnable> patient = this.steps.stream().<Runnable>map((step) -> () -> limit.run(step)).toList();
			undo(patient)
				.forEach((failure) -> logger.warn("A step of something that failed cannot be undone", failure));
		});
		this.steps.clear();
	}

	/**
	 * Undoes several things of a kind, the last one first, outside of a rollback.
	 * @param <T> the kind
	 * @param done what was done, in its order
	 * @param undo undoes one; that it is gone already is no failure
	 * @throws ContainerdException the first failure, with the others suppressed
	 */
	public static <T> void all(List<T> done, Consumer<T> undo) {
		Deque<Runnable> steps = new ArrayDeque<>();
		done.forEach((each) -> steps.push(() -> undo.accept(each)));
		List<ContainerdException> failures = undo(steps);
		if (!failures.isEmpty()) {
			ContainerdException first = failures.get(0);
			failures.subList(1, failures.size()).forEach(first::addSuppressed);
			throw first;
		}
	}

	private static List<ContainerdException> undo(Iterable<Runnable> steps) {
		List<ContainerdException> failures = new ArrayList<>();
		for (Runnable step : steps) {
			try {
				step.run();
			}
			catch (NotFoundException ex) {
				logger.trace("There is nothing left to undo", ex);
			}
			catch (ContainerdException ex) {
				failures.add(ex);
			}
		}
		return failures;
	}

}
