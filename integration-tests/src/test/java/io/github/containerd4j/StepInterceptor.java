package io.github.containerd4j;

import java.util.concurrent.atomic.AtomicInteger;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.MethodDescriptor;

/**
 * Does something at a certain call of a client, or lets the client die there.
 */
public final class StepInterceptor implements ClientInterceptor {

	private final AtomicInteger calls = new AtomicInteger();

	private final int step;

	private final Runnable action;

	private final boolean deadly;

	private StepInterceptor(int step, Runnable action, boolean deadly) {
		this.step = step;
		this.action = action;
		this.deadly = deadly;
	}

	/**
	 * Does something before a call.
	 * @param step which call, from 1
	 * @param action what to do
	 * @return the interceptor
	 */
	public static StepInterceptor before(int step, Runnable action) {
		return new StepInterceptor(step, action, false);
	}

	/**
	 * Makes no call any more from a certain one on, and none to clean up either, as if
	 * the JVM had been killed.
	 * @param step which call, from 1
	 * @return the interceptor
	 */
	public static StepInterceptor diesAt(int step) {
		return new StepInterceptor(step, () -> {
			// Nothing but death.
		}, true);
	}

	/**
	 * A client whose calls are counted.
	 * @param client the client that makes them
	 * @param address where its daemon listens
	 * @return the client, which needs no closing
	 */
	public ContainerdClient client(ContainerdClient client, String address) {
		Channel channel = ClientInterceptors.intercept(client.channel(), this);
		return ContainerdClient.builder().address(address).channel(channel, null).build();
	}

	/**
	 * Whether the step was reached.
	 * @return whether it was
	 */
	public boolean wasReached() {
		return this.calls.get() >= this.step;
	}

	@Override
	public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
		int call = this.calls.incrementAndGet();
		if (call == this.step) {
			this.action.run();
		}
		if (this.deadly && call >= this.step) {
			throw new Death();
		}
		return next.newCall(method, options);
	}

	/**
	 * What no code expects.
	 */
	public static final class Death extends Error {

		private static final long serialVersionUID = 1L;

	}

}
