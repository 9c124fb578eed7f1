package io.github.containerd4j.container;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Filter;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.ResultStream;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.proto.services.containers.v1.ContainersGrpc;
import io.github.containerd4j.proto.services.containers.v1.ListContainerMessage;
import io.github.containerd4j.proto.services.containers.v1.ListContainersRequest;
import io.github.containerd4j.proto.services.containers.v1.ListContainersResponse;
import io.github.containerd4j.rpc.FakeDaemon;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class ContainerListingTests {

	@Test
	void aDaemonWithoutTheStreamIsAskedForOneMessage() throws InterruptedException {
		try (FakeDaemon daemon = daemon(failing(Status.UNIMPLEMENTED))) {
			ContainerService containers = ContainerService.over(daemon.client());

			assertThat(containers.list(Filter.equal("id", "x"))).extracting(Container::id)
				.containsExactly("at once", "id==\"x\"");
		}
	}

	@Test
	void theReplacementIsReadAsAStreamIs() throws InterruptedException {
		try (FakeDaemon daemon = daemon(failing(Status.UNIMPLEMENTED));
				ResultStream<Container> stream = ContainerService.over(daemon.client()).stream()) {
			assertThat(stream.next().id()).isEqualTo("at once");
			assertThat(stream.hasNext()).isFalse();
			assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(stream::next);
		}
	}

	@Test
	void aClosedStreamAsksNoMore() throws InterruptedException {
		try (FakeDaemon daemon = daemon(failing(Status.UNIMPLEMENTED))) {
			ResultStream<Container> stream = ContainerService.over(daemon.client()).stream();

			stream.close();

			assertThat(stream.hasNext()).isFalse();
		}
	}

	@Test
	void anotherFailureOfTheStreamIsReported() throws InterruptedException {
		try (FakeDaemon daemon = daemon(failing(Status.UNAVAILABLE))) {
			ContainerService containers = ContainerService.over(daemon.client());

			assertThatExceptionOfType(UnavailableException.class).isThrownBy(containers::list);
		}
	}

	@Test
	void aStreamThatBreaksLaterIsNotBegunAnew() throws InterruptedException {
		Consumer<StreamObserver<ListContainerMessage>> breaking = (answers) -> {
			answers.onNext(ListContainerMessage.newBuilder().setContainer(container("streamed")).build());
			answers.onError(Status.NOT_FOUND.asRuntimeException());
		};
		try (FakeDaemon daemon = daemon(breaking);
				ResultStream<Container> stream = ContainerService.over(daemon.client()).stream()) {
			assertThat(stream.next().id()).isEqualTo("streamed");
			assertThatExceptionOfType(NotFoundException.class).isThrownBy(stream::hasNext)
				.satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND));
		}
	}

	private static Consumer<StreamObserver<ListContainerMessage>> failing(Status status) {
		return (answers) -> answers.onError(status.asRuntimeException());
	}

	private static io.github.containerd4j.proto.services.containers.v1.Container container(String id) {
		return io.github.containerd4j.proto.services.containers.v1.Container.newBuilder().setId(id).build();
	}

	private static FakeDaemon daemon(Consumer<StreamObserver<ListContainerMessage>> stream) {
		return new FakeDaemon(List.of(new ContainersGrpc.ContainersImplBase() {

			@Override
			public void listStream(ListContainersRequest request, StreamObserver<ListContainerMessage> answers) {
				stream.accept(answers);
			}

			@Override
			public void list(ListContainersRequest request, StreamObserver<ListContainersResponse> answers) {
				ListContainersResponse.Builder response = ListContainersResponse.newBuilder()
					.addContainers(container("at once"));
				request.getFiltersList().forEach((filter) -> response.addContainers(container(filter)));
				answers.onNext(response.build());
				answers.onCompleted();
			}

		}));
	}

}
