package io.github.containerd4j.benchmarks;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;

import io.github.containerd4j.ResultStream;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.proto.services.containers.v1.ContainersGrpc;
import io.github.containerd4j.proto.services.containers.v1.ContainersGrpc.ContainersBlockingStub;
import io.github.containerd4j.proto.services.containers.v1.ContainersGrpc.ContainersStub;
import io.github.containerd4j.proto.services.containers.v1.ListContainerMessage;
import io.github.containerd4j.proto.services.containers.v1.ListContainersRequest;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Listing all containers of a namespace.
 */
@State(Scope.Benchmark)
public class ListBenchmark {

	/** How many containers the namespace has. */
	@Param({ "100", "1000", "10000" })
	public int containers;

	@SuppressWarnings("NullAway.Init")
	private ContainerService typed;

	@SuppressWarnings("NullAway.Init")
	private ContainersBlockingStub blocking;

	@SuppressWarnings("NullAway.Init")
	private ContainersStub async;

	/**
	 * Makes the service and the stubs on one channel.
	 * @param daemon the connection
	 */
	@Setup
	public void connect(Daemon daemon) {
		this.typed = daemon.namespace(this.containers).containers();
		Channel channel = daemon.namespace(this.containers).channel();
		this.blocking = ContainersGrpc.newBlockingStub(channel);
		this.async = ContainersGrpc.newStub(channel).withExecutor(Runnable::run);
	}

	/**
	 * Through the client, as a list that holds them all.
	 * @return the list
	 */
	@Benchmark
	public Object typed() {
		return checked(this.typed.list().size());
	}

	/**
	 * Through the client, one at a time in bounded memory.
	 * @return how many
	 */
	@Benchmark
	public int typedStream() {
		int count = 0;
		try (ResultStream<Container> stream = this.typed.stream()) {
			while (stream.hasNext()) {
				stream.next();
				count++;
			}
		}
		return checked(count);
	}

	/**
	 * Through the generated stub with all messages requested at once: the fastest way of
	 * reading that gRPC has.
	 * @return how many
	 */
	@Benchmark
	public int bare() {
		UpFront observer = new UpFront();
		this.async.listStream(ListContainersRequest.getDefaultInstance(), observer);
		return checked(observer.done.join());
	}

	/**
	 * Through the generated stub's iterator, one message at a time: what most programs
	 * do.
	 * @return how many
	 */
	@Benchmark
	public int bareIterator() {
		int count = 0;
		Iterator<ListContainerMessage> messages = this.blocking.listStream(ListContainersRequest.getDefaultInstance());
		while (messages.hasNext()) {
			messages.next();
			count++;
		}
		return checked(count);
	}

	private int checked(int count) {
		if (count != this.containers) {
			throw new IllegalStateException("expected " + this.containers + " containers, got " + count);
		}
		return count;
	}

	private static final class UpFront implements ClientResponseObserver<ListContainersRequest, ListContainerMessage> {

		private final CompletableFuture<Integer> done = new CompletableFuture<>();

		private int count;

		@Override
		public void beforeStart(ClientCallStreamObserver<ListContainersRequest> call) {
			call.disableAutoRequestWithInitial(Integer.MAX_VALUE);
		}

		@Override
		public void onNext(ListContainerMessage message) {
			this.count++;
		}

		@Override
		public void onError(Throwable failure) {
			this.done.completeExceptionally(failure);
		}

		@Override
		public void onCompleted() {
			this.done.complete(this.count);
		}

	}

}
