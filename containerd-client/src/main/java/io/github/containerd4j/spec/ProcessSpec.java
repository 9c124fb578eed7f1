package io.github.containerd4j.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;

/**
 * A process in a container that exists: the container's own process, with changes. So an
 * exec has the capabilities, limits and profiles of its container, unless it says
 * otherwise. Immutable; the {@code with} methods give changed copies.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class ProcessSpec {

	private final SpecDocument document;

	private ProcessSpec(SpecDocument document) {
		this.document = document;
	}

	/**
	 * The process of a container.
	 * @param runtimeSpec the runtime spec in the container's record
	 * @return the process
	 * @throws InvalidArgumentException if the spec is no JSON, or has no process
	 */
	public static ProcessSpec of(TypedValue runtimeSpec) {
		return SpecDocument.ofMember(runtimeSpec, "process")
			.map(ProcessSpec::new)
			.orElseThrow(() -> InvalidArgumentException.of("runtime spec", null, "it has no process"));
	}

	/**
	 * The command.
	 * @return the words
	 */
	public List<String> args() {
		return this.document.texts("/args");
	}

	/**
	 * The environment. The values may be secrets.
	 * @return texts {@code NAME=VALUE}
	 */
	public List<String> env() {
		return this.document.texts("/env");
	}

	/**
	 * The working directory.
	 * @return an absolute path in the container
	 */
	public String cwd() {
		return this.document.findText("/cwd").orElse("/");
	}

	/**
	 * Whether the process has a terminal.
	 * @return whether it has
	 */
	public boolean terminal() {
		return this.document.find("/terminal").filter(Boolean.TRUE::equals).isPresent();
	}

	/**
	 * A copy that runs something else.
	 * @param args the words of the command, at least one
	 * @return the copy
	 * @throws InvalidArgumentException if there is no word, or one with a zero byte
	 */
	public ProcessSpec withArgs(List<String> args) {
		Texts.requireCommand(args);
		return with("/args", args);
	}

	/**
	 * A copy with variables set; others stay.
	 * @param variables names and values
	 * @return the copy
	 * @throws InvalidArgumentException if a name is empty or has an equals sign
	 */
	public ProcessSpec withEnv(Map<String, String> variables) {
		Environment environment = Environment.of(env());
		variables.forEach(environment::set);
		return with("/env", environment.toList());
	}

	/**
	 * A copy without a variable.
	 * @param name the name
	 * @return the copy
	 */
	public ProcessSpec withoutEnv(String name) {
		return with("/env", Environment.of(env()).remove(name).toList());
	}

	/**
	 * A copy that starts elsewhere.
	 * @param directory an absolute path in the container
	 * @return the copy
	 * @throws InvalidArgumentException if the path is not absolute
	 */
	public ProcessSpec withCwd(String directory) {
		return with("/cwd", Texts.requireAbsolute("working directory", directory));
	}

	/**
	 * A copy with another user. The capabilities stay those of the container, of which a
	 * user other than root gets what the kernel leaves it: none, as a rule.
	 * @param user the user
	 * @return the copy
	 */
	public ProcessSpec withUser(ProcessUser user) {
		return with("/user", user.toJson());
	}

	/**
	 * A copy with or without a terminal. With one, {@code TERM} is set to {@code xterm}
	 * unless it is set already.
	 * @param terminal whether the process has a terminal
	 * @return the copy
	 */
	public ProcessSpec withTerminal(boolean terminal) {
		if (!terminal) {
			return new ProcessSpec(this.document.copy().remove("/terminal").remove("/consoleSize"));
		}
		ProcessSpec copy = with("/terminal", true);
		boolean known = env().stream().anyMatch((variable) -> variable.startsWith("TERM="));
		return known ? copy : copy.withEnv(Map.of("TERM", "xterm"));
	}

	/**
	 * A copy with a size of its terminal.
	 * @param columns characters in a line
	 * @param rows lines
	 * @return the copy
	 */
	public ProcessSpec withConsoleSize(int columns, int rows) {
		Map<String, Object> size = new LinkedHashMap<>();
		size.put("height", rows);
		size.put("width", columns);
		return with("/consoleSize", size);
	}

	private ProcessSpec with(String pointer, Object value) {
		return new ProcessSpec(this.document.copy().set(pointer, value));
	}

	/**
	 * The process as containerd takes it.
	 * @return JSON of the type {@link TypedValue#RUNTIME_PROCESS}
	 */
	public TypedValue toTypedValue() {
		return this.document.toTypedValue(TypedValue.RUNTIME_PROCESS);
	}

	/**
	 * The command, but no environment.
	 */
	@Override
	public String toString() {
		return "ProcessSpec" + args();
	}

}
