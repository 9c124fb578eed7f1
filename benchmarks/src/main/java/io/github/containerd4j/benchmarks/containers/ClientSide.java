package io.github.containerd4j.benchmarks.containers;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.stdio.Input;
import io.github.containerd4j.stdio.Output;
import io.github.containerd4j.task.ExecSession;
import io.github.containerd4j.task.Task;

/**
 * The client as its users call it, in this JVM.
 */
final class ClientSide implements Side {

	private static final int COLUMNS = 80;

	private static final int ROWS = 24;

	private final ContainerdClient client;

	private final Namespace namespace;

	private final String image;

	private final String container;

	private final AtomicInteger ids = new AtomicInteger();

	ClientSide(String address, String namespace, String image, String container) {
		this.client = ContainerdClient.create(address);
		this.namespace = this.client.namespace(namespace);
		this.image = image;
		this.container = container;
	}

	@Override
	public String name() {
		return "client";
	}

	@Override
	public long cpuNanos() {
		return CpuTime.of(ProcessHandle.current().pid());
	}

	@Override
	public boolean stays() {
		return true;
	}

	@Override
	public long cycles(int count, int parallel) throws Exception {
		return Repeat.measure(count, parallel, this::cycle);
	}

	private void cycle() {
		String id = "client-" + this.ids.incrementAndGet();
		Container created = this.namespace.containers()
			.create(ContainerSpec.builder(id).image(this.image).args("/bin/true").build());
		Task task = created.start();
		require(task.waitFor().isSuccess());
		task.delete();
		created.delete();
	}

	/** The task is loaded once, as in Go: a program that runs many commands has it. */
	@Override
	public long execs(int count, int parallel) throws Exception {
		Task task = task();
		return Repeat.measure(count, parallel, () -> task.exec("/bin/true").requireSuccess());
	}

	@Override
	public long output(int mebibytes) throws Exception {
		Task task = task();
		Counter counter = new Counter();
		long took = Repeat.measure(1, 1,
				() -> task.execBuilder()
					.command(Commands.output(mebibytes))
					.stdout(Output.to(counter))
					.run()
					.requireSuccess());
		require(counter.bytes == (long) mebibytes << 20);
		return took;
	}

	@Override
	public long input(int mebibytes) throws Exception {
		Task task = task();
		Source source = new Source((long) mebibytes << 20);
		return Repeat.measure(1, 1,
				() -> task.execBuilder()
					.command(Commands.input(mebibytes))
					.stdin(Input.from(source))
					.run()
					.requireSuccess());
	}

	@Override
	public long echoes(int count) throws Exception {
		try (ExecSession session = task().execBuilder().command(Commands.echo()).terminal(COLUMNS, ROWS).open()) {
			return Echoes.measure(session.stdin(), session.stdout(), count);
		}
	}

	private Task task() {
		return this.namespace.tasks().get(this.container);
	}

	private static void require(boolean holds) {
		if (!holds) {
			throw new IllegalStateException("the command did not do what it should");
		}
	}

	@Override
	public void close() {
		this.client.close();
	}

	/**
	 * Takes bytes and counts them. Written by one thread, read when that has ended.
	 */
	private static final class Counter extends OutputStream {

		private volatile long bytes;

		@Override
		public void write(int single) {
			this.bytes++;
		}

		@Override
		public void write(byte[] buffer, int offset, int length) {
			this.bytes += length;
		}

	}

	/**
	 * Gives bytes, whichever the buffer holds.
	 */
	private static final class Source extends InputStream {

		private long left;

		private Source(long size) {
			this.left = size;
		}

		@Override
		public int read() {
			return (this.left-- > 0) ? 0 : -1;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) {
			if (this.left <= 0) {
				return -1;
			}
			int count = (int) Math.min(length, this.left);
			this.left -= count;
			return count;
		}

	}

}
