package io.github.containerd4j.benchmarks.containers;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.containerd4j.benchmarks.Ctr;

/**
 * A process of {@code ctr} for each call, its output to {@code /dev/null}, its input from
 * a file. Its terminal is made by {@code script}, through which each byte passes twice
 * more.
 */
final class CtrSide implements Side {

	private static final int END_SECONDS = 30;

	private final Ctr ctr;

	private final String image;

	private final String container;

	private final AtomicInteger ids = new AtomicInteger();

	private final Path input = Files.createTempFile("bench", ".in");

	CtrSide(Ctr ctr, String image, String container) throws IOException {
		this.ctr = ctr;
		this.image = image;
		this.container = container;
	}

	@Override
	public String name() {
		return "ctr";
	}

	@Override
	public long cpuNanos() {
		return CpuTime.ofEndedChildren(ProcessHandle.current().pid());
	}

	@Override
	public boolean stays() {
		return false;
	}

	@Override
	public long cycles(int count, int parallel) throws Exception {
		return Repeat.measure(count, parallel,
				() -> this.ctr.run("run", "--rm", "--null-io", this.image, nextId(), "/bin/true"));
	}

	@Override
	public long execs(int count, int parallel) throws Exception {
		return Repeat.measure(count, parallel, () -> this.ctr.run(exec(nextId(), false, "/bin/true")));
	}

	@Override
	public long output(int mebibytes) throws Exception {
		return Repeat.measure(1, 1, () -> this.ctr.run(exec(nextId(), false, Commands.output(mebibytes))));
	}

	@Override
	public long input(int mebibytes) throws Exception {
		try (RandomAccessFile file = new RandomAccessFile(this.input.toFile(), "rw")) {
			// A hole: reading it takes no disk.
			file.setLength((long) mebibytes << 20);
		}
		return Repeat.measure(1, 1, () -> this.ctr.run(this.input, exec(nextId(), false, Commands.input(mebibytes))));
	}

	@Override
	public long echoes(int count) throws Exception {
		String id = nextId();
		String command = quoted(this.ctr.command(exec(id, true, Commands.echo())));
		Process process = new ProcessBuilder("script", "--quiet", "--command", command, "/dev/null")
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try {
			return Echoes.measure(process.getOutputStream(), process.getInputStream(), count);
		}
		finally {
			this.ctr.run("tasks", "kill", "--signal", "SIGKILL", "--exec-id", id, this.container);
			if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
				process.destroyForcibly();
			}
		}
	}

	private static String quoted(List<String> words) {
		return String.join(" ", words.stream().map((word) -> "'" + word + "'").toList());
	}

	private String[] exec(String id, boolean terminal, String... command) {
		List<String> words = new ArrayList<>(List.of("tasks", "exec", "--exec-id", id));
		if (terminal) {
			words.add("--tty");
		}
		words.add(this.container);
		words.addAll(List.of(command));
		return words.toArray(new String[0]);
	}

	private String nextId() {
		return "ctr-" + this.ids.incrementAndGet();
	}

	@Override
	public void close() throws IOException {
		Files.delete(this.input);
	}

}
