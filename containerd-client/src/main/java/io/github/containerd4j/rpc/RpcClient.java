package io.github.containerd4j.rpc;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ResultStream;
import io.github.containerd4j.connection.Connection;
import io.github.containerd4j.operation.ContainerOperation;
import io.github.containerd4j.operation.ContainerOperationListener;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls in one namespace, under one lease, with one set of time limits. Immutable
 * and safe for use by many threads; the {@code with} methods give changed copies.
 * <p>
 * No exception of gRPC leaves this class. Interrupting a thread that waits in it cancels
 * the call, sets the interrupt flag again and throws
 * {@link io.github.containerd4j.CancelledException}.
 *
 * @since 0.1.0
 */
public final class RpcClient {

	/** The header that names the namespace. */
	public static final Metadata.Key<String> NAMESPACE_HEADER = Metadata.Key.of("containerd-namespace",
			Metadata.ASCII_STRING_MARSHALLER);

	/** The header that names the lease which holds what the call creates. */
	public static final Metadata.Key<String> LEASE_HEADER = Metadata.Key.of("containerd-lease",
			Metadata.ASCII_STRING_MARSHALLER);

	// Listeners only store and wake, so they run on the transport's thread without a
	// hand-over.
	private static final Executor DIRECT = Runnable::run;

	private static final CallOptions CALL_OPTIONS = CallOptions.DEFAULT.withExecutor(DIRECT);

	private static final int DUPLEX_WINDOW = 16;

	private final Connection connection;

	private final @Nullable String namespace;

	private final @Nullable String lease;

	private final TimeLimits limits;

	private final ContainerOperationListener listener;

	private RpcClient(Connection connection, @Nullable String namespace, @Nullable String lease, TimeLimits limits,
			ContainerOperationListener listener) {
		this.connection = connection;
		this.namespace = namespace;
		this.lease = lease;
		this.limits = limits;
		this.listener = listener;
	}

	/**
	 * Makes a client without namespace and lease.
	 * @param connection the connection
	 * @param limits the time limits
	 * @return the client
	 */
	public static RpcClient of(Connection connection, TimeLimits limits) {
		return new RpcClient(connection, null, null, limits, ContainerOperationListener.none());
	}

	/**
	 * The same client for calls in a namespace.
	 * @param namespace the namespace, a valid identifier
	 * @return the changed copy
	 */
	public RpcClient inNamespace(String namespace) {
		return new RpcClient(this.connection, namespace, this.lease, this.limits, this.listener);
	}

	/**
	 * The same client for calls whose creations belong to a lease.
	 * @param lease the identifier of the lease
	 * @return the changed copy
	 */
	public RpcClient underLease(String lease) {
		return new RpcClient(this.connection, this.namespace, lease, this.limits, this.listener);
	}

	/**
	 * The same client with other time limits.
	 * @param limits the time limits
	 * @return the changed copy
	 */
	public RpcClient withLimits(TimeLimits limits) {
		return new RpcClient(this.connection, this.namespace, this.lease, limits, this.listener);
	}

	/**
	 * The same client with somebody who is told of operations.
	 * @param listener is told, and throws nothing
	 * @return the changed copy
	 */
	public RpcClient withListener(ContainerOperationListener listener) {
		return new RpcClient(this.connection, this.namespace, this.lease, this.limits, listener);
	}

	/**
	 * Tells the listener that an operation starts.
	 * @param operation what is being done
	 * @param container the identifier of the container
	 * @return to be told of the end
	 */
	public ContainerOperationListener.Watch started(ContainerOperation operation, String container) {
		return this.listener.started(operation, (this.namespace != null) ? this.namespace : "", container);
	}

	/**
	 * Carries out an operation and tells the listener of its start and end.
	 * @param <T> the type of the result
	 * @param operation what is being done
	 * @param container the identifier of the container
	 * @param action does it
	 * @return the result
	 */
	public <T> T observe(ContainerOperation operation, String container, Supplier<T> action) {
		ContainerOperationListener.Watch watch = started(operation, container);
		try {
			T result = action.get();
			watch.onEnd(null);
			return result;
		}
		catch (RuntimeException | Error ex) {
			watch.onEnd(ex);
			throw ex;
		}
	}

	/**
	 * The connection that calls go through.
	 * @return the connection
	 */
	public Connection connection() {
		return this.connection;
	}

	/**
	 * The channel for bare stubs: it adds the headers for namespace and lease.
	 * @return the channel
	 */
	public Channel channel() {
		return ClientInterceptors.intercept(this.connection.channel(),
				MetadataUtils.newAttachHeadersInterceptor(headers()));
	}

	/**
	 * The namespace of the calls.
	 * @return the namespace; {@code null} if they have none
	 */
	public @Nullable String namespace() {
		return this.namespace;
	}

	/**
	 * The time limits of the calls.
	 * @return the limits
	 */
	public TimeLimits limits() {
		return this.limits;
	}

	/**
	 * Makes a call and waits for its answer, at most for the request timeout.
	 * @param <Q> the type of the request
	 * @param <R> the type of the answer
	 * @param method the method
	 * @param request the request
	 * @param subject what the call is about
	 * @return the answer
	 * @throws ContainerdException if the call fails
	 */
	public <Q, R> R call(MethodDescriptor<Q, R> method, Q request, Subject subject) {
		return call(method, request, subject, this.limits.request());
	}

	/**
	 * Makes a call that moves data or waits for garbage collection and so may rightly
	 * take long, and waits for its answer, at most for the operation timeout.
	 * @param <Q> the type of the request
	 * @param <R> the type of the answer
	 * @param method the method
	 * @param request the request
	 * @param subject what the call is about
	 * @return the answer
	 * @throws ContainerdException if the call fails
	 */
	public <Q, R> R callLong(MethodDescriptor<Q, R> method, Q request, Subject subject) {
		return call(method, request, subject, this.limits.operation());
	}

	/**
	 * Makes a call and waits for its answer as long as told.
	 * @param <Q> the type of the request
	 * @param <R> the type of the answer
	 * @param method the method
	 * @param request the request
	 * @param subject what the call is about
	 * @param timeout the longest time to wait; {@code null} for no limit, which only
	 * calls that wait for something to happen in a container may use
	 * @return the answer
	 * @throws ContainerdException if the call fails
	 */
	public <Q, R> R call(MethodDescriptor<Q, R> method, Q request, Subject subject, @Nullable Duration timeout) {
		Operation operation = operation(method, subject);
		prepare(operation, (timeout != null) ? timeout : this.limits.request());
		UnaryCall<R> listener = new UnaryCall<>(operation);
		ClientCall<Q, R> call = start(method, request, listener);
		// Two, so that a daemon which wrongly sends a second answer makes the call fail.
		call.request(2);
		return listener.await(call, timeout);
	}

	/**
	 * Starts a call whose answer may take any time. Cancelling the future, or one derived
	 * from it, cancels the call.
	 * @param <Q> the type of the request
	 * @param <R> the type of the answer
	 * @param method the method
	 * @param request the request
	 * @param subject what the call is about
	 * @return the answer; it completes on a thread of the transport, so blocking work
	 * belongs into an {@code ...Async} stage
	 */
	public <Q, R> CompletableFuture<R> callAsync(MethodDescriptor<Q, R> method, Q request, Subject subject) {
		Operation operation = operation(method, subject);
		prepare(operation, this.limits.request());
		ClientCall<Q, R> call = this.connection.channel().newCall(method, CALL_OPTIONS);
		FutureCall<R> future = new FutureCall<>(operation, call);
		send(call, request, future.listener());
		call.request(2);
		return future;
	}

	/**
	 * Starts a call that answers with a stream.
	 * @param <Q> the type of the request
	 * @param <R> the type of the messages
	 * @param <T> the type of the results
	 * @param method the method
	 * @param request the request
	 * @param subject what the call is about
	 * @param window how many messages the daemon may send before they are read
	 * @param results takes the results out of a message
	 * @return the results
	 */
	public <Q, R, T> ResultStream<T> stream(MethodDescriptor<Q, R> method, Q request, Subject subject, int window,
			Function<? super R, ? extends Iterator<T>> results) {
		Operation operation = operation(method, subject);
		prepare(operation, this.limits.request());
		MessageQueue<R> messages = new MessageQueue<>(operation, window);
		ClientCall<Q, R> call = start(method, request, messages);
		call.request(window);
		return new ServerStream<>(call, messages, this.limits.request(), results);
	}

	/**
	 * Starts a call with a stream of messages in both directions.
	 * @param <Q> the type of what is sent
	 * @param <R> the type of what is received
	 * @param method the method
	 * @param subject what the call is about
	 * @return the open call, to be closed by the caller
	 */
	public <Q, R> DuplexCall<Q, R> open(MethodDescriptor<Q, R> method, Subject subject) {
		Operation operation = operation(method, subject);
		prepare(operation, this.limits.request());
		MessageQueue<R> messages = new MessageQueue<>(operation, DUPLEX_WINDOW);
		ClientCall<Q, R> call = this.connection.channel().newCall(method, CALL_OPTIONS);
		call.start(messages, headers());
		call.request(DUPLEX_WINDOW);
		return new DuplexCall<>(operation, call, messages, this.limits.request());
	}

	/**
	 * Starts a call whose answers are pushed to a listener until one side ends it.
	 * @param <Q> the type of the request
	 * @param <R> the type of the messages
	 * @param method the method
	 * @param request the request
	 * @param subject what the call is about
	 * @param listener receives the messages on a thread of the transport
	 * @return cancels the call when it is closed; {@code onEnd} follows
	 */
	public <Q, R> Subscription listen(MethodDescriptor<Q, R> method, Q request, Subject subject,
			MessageListener<R> listener) {
		Operation operation = operation(method, subject);
		prepare(operation, this.limits.request());
		ClientCall<Q, R> call = start(method, request, new ClientCall.Listener<>() {

			@Override
			public void onMessage(R message) {
				listener.onMessage(message);
			}

			@Override
			public void onClose(Status status, Metadata trailers) {
				listener.onEnd(status.isOk() ? null : operation.failed(status));
			}

		});
		call.request(Integer.MAX_VALUE);
		return () -> call.cancel("the subscriber closed the stream", null);
	}

	private <Q, R> ClientCall<Q, R> start(MethodDescriptor<Q, R> method, Q request, ClientCall.Listener<R> listener) {
		ClientCall<Q, R> call = this.connection.channel().newCall(method, CALL_OPTIONS);
		send(call, request, listener);
		return call;
	}

	private <Q, R> void send(ClientCall<Q, R> call, Q request, ClientCall.Listener<R> listener) {
		call.start(listener, headers());
		try {
			call.sendMessage(request);
			call.halfClose();
		}
		catch (RuntimeException | Error ex) {
			call.cancel("the request could not be sent", ex);
			throw ex;
		}
	}

	private Metadata headers() {
		Metadata headers = new Metadata();
		if (this.namespace != null) {
			headers.put(NAMESPACE_HEADER, this.namespace);
		}
		if (this.lease != null) {
			headers.put(LEASE_HEADER, this.lease);
		}
		return headers;
	}

	private Operation operation(MethodDescriptor<?, ?> method, Subject subject) {
		return new Operation(method, subject, this.namespace, this.connection);
	}

	private void prepare(Operation operation, Duration timeout) {
		try {
			this.connection.prepare(timeout.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw operation.cancelled("the calling thread was interrupted", ex);
		}
	}

	/**
	 * A running stream that is pushed to a listener.
	 */
	@FunctionalInterface
	public interface Subscription extends AutoCloseable {

		/**
		 * Cancels the call. Closing twice has no effect.
		 */
		@Override
		void close();

	}

}
