package io.github.containerd4j.test;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.platform.engine.TestExecutionResult.Status;

/**
 * How the tests on one daemon ended. Tests run on several threads.
 */
final class Tally {

	private final AtomicInteger passed = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	private final AtomicInteger skipped = new AtomicInteger();

	void add(Status status) {
		switch (status) {
			case SUCCESSFUL -> this.passed.incrementAndGet();
			case FAILED -> this.failed.incrementAndGet();
			case ABORTED -> skipped();
		}
	}

	void skipped() {
		this.skipped.incrementAndGet();
	}

	@Override
	public String toString() {
		int all = this.passed.get() + this.failed.get() + this.skipped.get();
		String text = "%d tests, %d passed, %d failed".formatted(all, this.passed.get(), this.failed.get());
		return (this.skipped.get() > 0) ? text + ", " + this.skipped.get() + " skipped" : text;
	}

}
