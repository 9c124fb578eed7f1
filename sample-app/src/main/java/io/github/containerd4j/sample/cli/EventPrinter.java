package io.github.containerd4j.sample.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.event.ContainerdEvent;
import io.github.containerd4j.event.ContainerdEventListener;
import io.github.containerd4j.event.SubscriptionState;
import org.jspecify.annotations.Nullable;

/**
 * Prints each event at once, and on the error stream what becomes of the connection.
 */
final class EventPrinter implements ContainerdEventListener {

	private final CountDownLatch ended = new CountDownLatch(1);

	private final PrintStream out;

	private final PrintStream err;

	private final Printable printable;

	private final EventLine line;

	private boolean lost;

	EventPrinter(Console console) {
		this.out = console.out();
		this.err = console.err();
		this.printable = console.printable();
		this.line = new EventLine(this.printable);
	}

	@Override
	public void onEvent(ContainerdEvent<?> event) {
		this.out.println(this.line.of(event));
		if (this.out.checkError()) {
			this.ended.countDown();
		}
	}

	@Override
	public void onStateChange(SubscriptionState state, @Nullable ContainerdException reason) {
		if (state == SubscriptionState.LOST) {
			this.lost = true;
			String why = (reason != null) ? ": " + this.printable.text(String.valueOf(reason.getMessage())) : "";
			this.err.println("watchctr: connection lost, trying again" + why);
		}
		else if (state == SubscriptionState.CONNECTED && this.lost) {
			this.lost = false;
			this.err.println("watchctr: connected again");
		}
	}

	/** Waits until nobody reads the output any more. */
	void awaitEnd() throws InterruptedException {
		this.ended.await();
	}

}
