package io.github.containerd4j.sample.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.sample.tree.ContainerNode;
import io.github.containerd4j.sample.tree.NamespaceNode;
import io.github.containerd4j.sample.tree.TaskNode;
import org.jspecify.annotations.Nullable;

/**
 * Draws namespaces, their containers and tasks as a tree.
 */
final class TreePrinter {

	private static final String BLANK = "   ";

	private final PrintStream out;

	private final Printable printable;

	private final Symbols symbols;

	TreePrinter(Console console) {
		this.out = console.out();
		this.printable = console.printable();
		this.symbols = console.symbols();
	}

	void print(NamespaceNode namespace) {
		List<ContainerNode> containers = namespace.containers();
		line(namespace.name() + " (" + count(containers.size()) + ")");
		String indent = containers.isEmpty() ? BLANK : this.symbols.trunk();
		labels(indent, namespace.labels());
		field(indent, "problem", namespace.problem());
		String noTask = (namespace.problem() != null) ? "unknown" : "none";
		for (Iterator<ContainerNode> rest = containers.iterator(); rest.hasNext();) {
			ContainerNode container = rest.next();
			boolean last = !rest.hasNext();
			String symbol = container.isRunning() ? this.symbols.running() : this.symbols.idle();
			line((last ? this.symbols.lastBranch() : this.symbols.branch()) + symbol + " " + container.id());
			details((last ? BLANK : this.symbols.trunk()) + "  ", container, noTask);
		}
	}

	private static String count(int containers) {
		return (containers == 1) ? "1 container" : containers + " containers";
	}

	private void details(String indent, ContainerNode container, String noTask) {
		field(indent, "task", (container.task() != null) ? describe(container.task()) : noTask);
		field(indent, "image", container.image());
		field(indent, "runtime", container.runtime());
		if (container.snapshotter() != null) {
			field(indent, "snapshot", container.snapshotter() + " " + container.snapshotKey());
		}
		labels(indent, container.labels());
		field(indent, "created", time(container.createdAt()));
		field(indent, "updated", time(container.updatedAt()));
	}

	private static String describe(TaskNode task) {
		if (task.exitStatus() == null) {
			return "pid " + task.pid() + ", " + task.status();
		}
		String exitedAt = (task.exitedAt() != null) ? " at " + time(task.exitedAt()) : "";
		return "pid " + task.pid() + ", " + task.status() + " with status " + task.exitStatus() + exitedAt;
	}

	private void labels(String indent, Map<String, String> labels) {
		String name = "labels";
		for (Map.Entry<String, String> label : labels.entrySet()) {
			row(indent, name, this.printable.quoted(label.getKey()) + " = " + this.printable.quoted(label.getValue()));
			name = "";
		}
	}

	private void field(String indent, String name, @Nullable String value) {
		if (value != null) {
			row(indent, name, this.printable.text(value));
		}
	}

	private void row(String indent, String name, String value) {
		line("%s%-10s%s".formatted(indent, name, value));
	}

	private void line(String text) {
		this.out.println(text);
	}

	private static @Nullable String time(@Nullable Instant instant) {
		return (instant != null) ? instant.truncatedTo(ChronoUnit.SECONDS).toString() : null;
	}

}
