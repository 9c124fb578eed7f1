package io.github.containerd4j.interrupt;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;

/**
 * Counts the calls of an operation, and does something on its thread just before one of
 * them. A call that another thread makes for it, which may serve others too, is let
 * through, and the next one of its own is taken instead.
 */
final class StepInterceptor implements ClientInterceptor {

	private final Thread owner = Thread.currentThread();

	private final AtomicInteger calls = new AtomicInteger();

	private final AtomicBoolean done = new AtomicBoolean();

	private final int step;

	private final Runnable action;

	/**
	 * For an operation of the calling thread.
	 * @param step which call, from 1
	 * @param action what to do
	 */
	StepInterceptor(int step, Runnable action) {
		this.step = step;
		this.action = action;
	}

	int calls() {
		return this.calls.get();
	}

	@Override
	public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
		int call = this.calls.incrementAndGet();
		if (call >= this.step && Thread.currentThread() == this.owner && this.done.compareAndSet(false, true)) {
			this.action.run();
		}
		return next.newCall(method, options);
	}

}
