package io.github.containerd4j.spring.autoconfigure.container;

import java.util.function.Supplier;

import io.github.containerd4j.InvalidArgumentException;

/**
 * Gives refused values the names of their properties.
 *
 * @param prefix what all names begin with
 */
record Names(String prefix) {

	Names of(String name) {
		return new Names(this.prefix + "." + name);
	}

	void run(String name, Runnable action) {
		get(name, () -> {
			action.run();
			return true;
		});
	}

	<T> T get(String name, Supplier<T> action) {
		try {
			return action.get();
		}
		catch (InvalidArgumentException ex) {
			throw new InvalidContainerPropertyException(this.prefix + "." + name, ex);
		}
	}

	InvalidContainerPropertyException invalid(String name, String problem) {
		return new InvalidContainerPropertyException(this.prefix + "." + name, problem);
	}

}
