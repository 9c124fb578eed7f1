package io.github.containerd4j.spec;

import java.util.ArrayList;
import java.util.List;

import io.github.containerd4j.InvalidArgumentException;

/**
 * Variables in their order: a new value takes the place of the old one, a new name comes
 * last.
 */
final class Environment {

	private final List<String> variables;

	private Environment(List<String> variables) {
		this.variables = variables;
	}

	static Environment of(List<String> variables) {
		return new Environment(new ArrayList<>(variables));
	}

	static String requireName(String name) {
		if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
			throw InvalidArgumentException.of("environment variable", name,
					"a name must not be empty and has no '=' and no zero byte");
		}
		return name;
	}

	Environment set(String name, String value) {
		String variable = requireName(name) + "=" + Texts.requireNoZero("environment variable", name, value);
		int index = indexOf(name);
		if (index < 0) {
			this.variables.add(variable);
		}
		else {
			this.variables.set(index, variable);
		}
		return this;
	}

	Environment remove(String name) {
		this.variables.removeIf((variable) -> isNamed(variable, name));
		return this;
	}

	boolean has(String name) {
		return indexOf(name) >= 0;
	}

	private int indexOf(String name) {
		for (int i = 0; i < this.variables.size(); i++) {
			if (isNamed(this.variables.get(i), name)) {
				return i;
			}
		}
		return -1;
	}

	private static boolean isNamed(String variable, String name) {
		return variable.startsWith(name + "=");
	}

	List<String> toList() {
		return List.copyOf(this.variables);
	}

}
