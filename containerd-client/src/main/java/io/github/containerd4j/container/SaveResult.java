package io.github.containerd4j.container;

import java.util.Set;

/**
 * What became of changes to a container. They are all in its record; what of it is in
 * effect depends on whether it runs.
 *
 * @param info the record with the changes
 * @param applied the names of what is in effect, as those of properties, such as
 * {@code limits}, {@code labels} or {@code description}; all of them if no task is alive
 * @param afterRestart the names of what the running task does not have yet, such as
 * {@code env}; {@code spec} for what a customizer changed
 * @since 0.1.0
 */
public record SaveResult(ContainerInfo info, Set<String> applied, Set<String> afterRestart) {

	/**
	 * Copies the sets.
	 * @param info the record with the changes
	 * @param applied what is in effect
	 * @param afterRestart what needs a restart
	 */
	public SaveResult {
		applied = Set.copyOf(applied);
		afterRestart = Set.copyOf(afterRestart);
	}

	/**
	 * Whether some of it needs {@link Container#restart}.
	 * @return whether it does
	 */
	public boolean needsRestart() {
		return !this.afterRestart.isEmpty();
	}

}
