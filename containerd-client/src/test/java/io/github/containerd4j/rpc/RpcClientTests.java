package io.github.containerd4j.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.google.protobuf.Any;
import com.google.protobuf.Empty;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.github.containerd4j.AbortedException;
import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ClientClosedException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.OutOfRangeException;
import io.github.containerd4j.PermissionDeniedException;
import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.ResultStream;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.proto.services.containers.v1.Container;
import io.github.containerd4j.proto.services.containers.v1.ContainersGrpc;
import io.github.containerd4j.proto.services.containers.v1.ListContainerMessage;
import io.github.containerd4j.proto.services.containers.v1.ListContainersRequest;
import io.github.containerd4j.proto.services.mounts.v1.ActivateRequest;
import io.github.containerd4j.proto.services.mounts.v1.MountsGrpc;
import io.github.containerd4j.proto.services.streaming.v1.StreamingGrpc;
import io.github.containerd4j.proto.services.version.v1.VersionGrpc;
import io.github.containerd4j.proto.services.version.v1.VersionResponse;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Timeout(30)
class RpcClientTests {

	private static final Subject SUBJECT = Subject.of("thing", "x");

	@Test
	void sendsTheHeadersOfNamespaceAndLease() throws Exception {
		AtomicReference<Metadata> seen = new AtomicReference<>();
		ServerInterceptor recorder = new ServerInterceptor() {

			@Override
			public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
					ServerCallHandler<Q, R> next) {
				seen.set(headers);
				return next.startCall(call, headers);
			}

		};
		try (FakeDaemon daemon = new FakeDaemon(answering("1"), recorder)) {
			version(daemon.client().inNamespace("k8s.io").underLease("l1"));
		}

		assertThat(seen.get().get(RpcClient.NAMESPACE_HEADER)).isEqualTo("k8s.io");
		assertThat(seen.get().get(RpcClient.LEASE_HEADER)).isEqualTo("l1");
	}

	@ParameterizedTest
	@EnumSource(value = Status.Code.class, mode = EnumSource.Mode.EXCLUDE, names = "OK")
	void turnsEachStatusIntoItsException(Status.Code code) throws Exception {
		try (FakeDaemon daemon = new FakeDaemon(failing(code.toStatus().withDescription("the reason")))) {
			ContainerdException ex = catchThrowableOfType(ContainerdException.class,
					() -> version(daemon.client().inNamespace("ns")));

			assertThat(ex).isExactlyInstanceOf(expected(code))
				.hasMessage("Version.Version thing \"x\" in namespace \"ns\": " + code + ": the reason");
			assertThat(ex.code()).isEqualTo(ErrorCode.valueOf(code.name()));
			assertThat(ex.failure().operation()).isEqualTo("Version.Version");
		}
	}

	private static Class<? extends ContainerdException> expected(Status.Code code) {
		return switch (code) {
			case CANCELLED -> CancelledException.class;
			case INVALID_ARGUMENT -> InvalidArgumentException.class;
			case DEADLINE_EXCEEDED -> DeadlineExceededException.class;
			case NOT_FOUND -> NotFoundException.class;
			case ALREADY_EXISTS -> AlreadyExistsException.class;
			case PERMISSION_DENIED -> PermissionDeniedException.class;
			case RESOURCE_EXHAUSTED -> ResourceExhaustedException.class;
			case FAILED_PRECONDITION -> FailedPreconditionException.class;
			case ABORTED -> AbortedException.class;
			case OUT_OF_RANGE -> OutOfRangeException.class;
			case UNIMPLEMENTED -> UnimplementedException.class;
			case UNAVAILABLE -> UnavailableException.class;
			default -> ContainerdException.class;
		};
	}

	@ParameterizedTest
	@ValueSource(strings = { "write /var/lib/x: no space left on device: unknown", "write x: disk quota exceeded" })
	void tellsWhatToDoAboutAFullDisk(String reason) throws Exception {
		try (FakeDaemon daemon = new FakeDaemon(failing(Status.UNKNOWN.withDescription(reason)))) {
			ContainerdException ex = catchThrowableOfType(ContainerdException.class, () -> version(daemon.client()));

			assertThat(ex).isExactlyInstanceOf(ResourceExhaustedException.class)
				.hasMessageContaining("UNKNOWN: " + reason + "; a disk of containerd's host is full");
			assertThat(ex.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
		}
	}

	@Test
	void namesTheReleaseThatBroughtAMissingService() throws Exception {
		try (FakeDaemon daemon = new FakeDaemon(answering("1"))) {
			assertThatExceptionOfType(UnimplementedException.class)
				.isThrownBy(() -> daemon.client()
					.call(MountsGrpc.getActivateMethod(), ActivateRequest.getDefaultInstance(), SUBJECT))
				.withMessageEndingWith("containerd 2.2 or newer is needed");
		}
	}

	@Test
	void givesUpAtTheTimeLimitAndCancelsTheCall() throws Exception {
		CountDownLatch cancelled = new CountDownLatch(1);
		try (FakeDaemon daemon = new FakeDaemon(silent(cancelled))) {
			RpcClient client = daemon.client().withLimits(TimeLimits.of(Duration.ofMillis(1500)));

			assertThatExceptionOfType(DeadlineExceededException.class).isThrownBy(() -> version(client))
				.withMessageContaining("no answer from unix:///run/fake.sock within 1500 ms");
			assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void honoursAnInterruptAndCancelsTheCall() throws Exception {
		CountDownLatch reached = new CountDownLatch(1);
		CountDownLatch cancelled = new CountDownLatch(1);
		try (FakeDaemon daemon = new FakeDaemon(silent(reached, cancelled))) {
			CompletableFuture<Boolean> flag = new CompletableFuture<>();
			AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
			Thread caller = new Thread(() -> {
				thrown.set(catchThrowable(() -> version(daemon.client())));
				flag.complete(Thread.currentThread().isInterrupted());
			});
			caller.start();
			assertThat(reached.await(5, TimeUnit.SECONDS)).isTrue();
			caller.interrupt();

			assertThat(flag.get(5, TimeUnit.SECONDS)).isTrue();
			assertThat(thrown.get()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
			assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void tellsThatTheClientIsClosed() throws Exception {
		try (FakeDaemon daemon = new FakeDaemon(failing(Status.UNAVAILABLE))) {
			daemon.connection().close();

			assertThatExceptionOfType(ClientClosedException.class).isThrownBy(() -> version(daemon.client()))
				.withMessageContaining("the client is closed");
		}
	}

	@Test
	void completesAFutureAndCancelsItsCall() throws Exception {
		CountDownLatch reached = new CountDownLatch(1);
		CountDownLatch cancelled = new CountDownLatch(1);
		try (FakeDaemon daemon = new FakeDaemon(answering("7"))) {
			assertThat(versionAsync(daemon).get(5, TimeUnit.SECONDS).getVersion()).isEqualTo("7");
		}
		try (FakeDaemon daemon = new FakeDaemon(silent(reached, cancelled))) {
			CompletableFuture<String> version = versionAsync(daemon).thenApply(VersionResponse::getVersion);
			assertThat(reached.await(5, TimeUnit.SECONDS)).isTrue();
			version.cancel(true);

			assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void completesAFutureWithItsTypedFailure() throws Exception {
		try (FakeDaemon daemon = new FakeDaemon(failing(Status.NOT_FOUND))) {
			CompletableFuture<VersionResponse> future = versionAsync(daemon);

			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> future.get(5, TimeUnit.SECONDS))
				.withCauseInstanceOf(NotFoundException.class);
		}
	}

	@Test
	void readsAStreamInOrderAndAsksForMoreOnlyAsItIsRead() throws Exception {
		Containers containers = new Containers(10_000);
		try (FakeDaemon daemon = new FakeDaemon(containers); ResultStream<String> stream = stream(daemon, 10)) {
			assertThat(stream.next()).isEqualTo("0");
			Awaitility.await().untilAsserted(() -> assertThat(containers.sent).hasValueGreaterThanOrEqualTo(10));
			assertThat(containers.sent).hasValueLessThan(100);

			List<String> rest = stream.toList();
			assertThat(rest).hasSize(9_999).startsWith("1", "2").endsWith("9998", "9999");
		}
	}

	@Test
	void cancelsAStreamThatIsClosedEarly() throws Exception {
		Containers containers = new Containers(Integer.MAX_VALUE);
		try (FakeDaemon daemon = new FakeDaemon(containers)) {
			ResultStream<String> stream = stream(daemon, 10);
			stream.next();
			stream.close();

			assertThat(stream.hasNext()).isFalse();
			assertThat(containers.cancelled.await(5, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void talksInBothDirections() throws Exception {
		try (FakeDaemon daemon = new FakeDaemon(new Echo());
				DuplexCall<Any, Any> call = daemon.client().open(StreamingGrpc.getStreamMethod(), SUBJECT)) {
			List<String> heard = new ArrayList<>();
			for (String word : List.of("one", "two", "three")) {
				call.send(Any.newBuilder().setTypeUrl(word).build());
				Any answer = call.receive();
				heard.add((answer != null) ? answer.getTypeUrl() : "end");
			}
			call.halfClose();

			assertThat(heard).containsExactly("one", "two", "three");
			assertThat(call.receive()).isNull();
		}
	}

	private static VersionResponse version(RpcClient client) {
		return client.call(VersionGrpc.getVersionMethod(), Empty.getDefaultInstance(), SUBJECT);
	}

	private static CompletableFuture<VersionResponse> versionAsync(FakeDaemon daemon) {
		return daemon.client().callAsync(VersionGrpc.getVersionMethod(), Empty.getDefaultInstance(), SUBJECT);
	}

	private static ResultStream<String> stream(FakeDaemon daemon, int window) {
		return daemon.client()
			.stream(ContainersGrpc.getListStreamMethod(), ListContainersRequest.getDefaultInstance(), SUBJECT, window,
					(message) -> List.of(message.getContainer().getId()).iterator());
	}

	private static VersionGrpc.VersionImplBase answering(String version) {
		return new VersionGrpc.VersionImplBase() {

			@Override
			public void version(Empty request, StreamObserver<VersionResponse> responses) {
				responses.onNext(VersionResponse.newBuilder().setVersion(version).build());
				responses.onCompleted();
			}

		};
	}

	private static VersionGrpc.VersionImplBase failing(Status status) {
		return new VersionGrpc.VersionImplBase() {

			@Override
			public void version(Empty request, StreamObserver<VersionResponse> responses) {
				responses.onError(status.asException());
			}

		};
	}

	private static VersionGrpc.VersionImplBase silent(CountDownLatch cancelled) {
		return silent(new CountDownLatch(1), cancelled);
	}

	private static VersionGrpc.VersionImplBase silent(CountDownLatch reached, CountDownLatch cancelled) {
		return new VersionGrpc.VersionImplBase() {

			@Override
			public void version(Empty request, StreamObserver<VersionResponse> responses) {
				((ServerCallStreamObserver<VersionResponse>) responses).setOnCancelHandler(cancelled::countDown);
				reached.countDown();
			}

		};
	}

	private static final class Containers extends ContainersGrpc.ContainersImplBase {

		private final int total;

		private final AtomicInteger sent = new AtomicInteger();

		private final CountDownLatch cancelled = new CountDownLatch(1);

		Containers(int total) {
			this.total = total;
		}

		@Override
		public void listStream(ListContainersRequest request, StreamObserver<ListContainerMessage> responses) {
			ServerCallStreamObserver<ListContainerMessage> call = (ServerCallStreamObserver<ListContainerMessage>) responses;
			call.setOnCancelHandler(this.cancelled::countDown);
			call.setOnReadyHandler(() -> send(call));
		}

		private void send(ServerCallStreamObserver<ListContainerMessage> call) {
			while (call.isReady() && this.sent.get() < this.total) {
				Container container = Container.newBuilder().setId(String.valueOf(this.sent.getAndIncrement())).build();
				call.onNext(ListContainerMessage.newBuilder().setContainer(container).build());
				if (this.sent.get() == this.total) {
					call.onCompleted();
				}
			}
		}

	}

	private static final class Echo extends StreamingGrpc.StreamingImplBase {

		@Override
		public StreamObserver<Any> stream(StreamObserver<Any> responses) {
			return new StreamObserver<>() {

				@Override
				public void onNext(Any value) {
					responses.onNext(value);
				}

				@Override
				public void onError(Throwable failure) {
					// the client went away
				}

				@Override
				public void onCompleted() {
					responses.onCompleted();
				}

			};
		}

	}

}
