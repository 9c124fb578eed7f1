package io.github.containerd4j.rpc;

import java.util.concurrent.CompletableFuture;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * The one answer of a call as a future. Cancelling the future cancels the call.
 */
final class FutureCall<R> extends CompletableFuture<R> {

	private final Operation operation;

	private final ClientCall<?, R> call;

	FutureCall(Operation operation, ClientCall<?, R> call) {
		this.operation = operation;
		this.call = call;
	}

	ClientCall.Listener<R> listener() {
		return new ClientCall.Listener<>() {

			private @Nullable R answer;

			@Override
			public void onMessage(R message) {
				this.answer = message;
			}

			@Override
			public void onClose(Status status, Metadata trailers) {
				R message = this.answer;
				if (status.isOk() && message != null) {
					complete(message);
				}
				else {
					completeExceptionally(FutureCall.this.operation
						.failed(status.isOk() ? Status.INTERNAL.withDescription("no answer in the response") : status));
				}
			}

		};
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean cancelled = super.cancel(mayInterruptIfRunning);
		this.call.cancel("the future was cancelled", null);
		return cancelled;
	}

	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new Dependent<>(this);
	}

	/**
	 * A stage derived from the answer; cancelling it cancels the call as well.
	 */
	private static final class Dependent<U> extends CompletableFuture<U> {

		private final CompletableFuture<?> source;

		Dependent(CompletableFuture<?> source) {
			this.source = source;
		}

		@Override
		public boolean cancel(boolean mayInterruptIfRunning) {
			boolean cancelled = super.cancel(mayInterruptIfRunning);
			this.source.cancel(mayInterruptIfRunning);
			return cancelled;
		}

		@Override
		public <V> CompletableFuture<V> newIncompleteFuture() {
			return new Dependent<>(this.source);
		}

	}

}
