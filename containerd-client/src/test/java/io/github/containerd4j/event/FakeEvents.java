package io.github.containerd4j.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import com.google.protobuf.Any;
import com.google.protobuf.Empty;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.github.containerd4j.proto.services.events.v1.EventsGrpc;
import io.github.containerd4j.proto.services.events.v1.ForwardRequest;
import io.github.containerd4j.proto.services.events.v1.PublishRequest;
import io.github.containerd4j.proto.services.events.v1.SubscribeRequest;
import io.github.containerd4j.proto.types.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * An event service that records what it is asked and fails on request. It ignores
 * filters.
 */
final class FakeEvents extends EventsGrpc.EventsImplBase {

	final List<PublishRequest> published = new CopyOnWriteArrayList<>();

	final List<ForwardRequest> forwarded = new CopyOnWriteArrayList<>();

	final List<SubscribeRequest> subscriptions = new CopyOnWriteArrayList<>();

	final AtomicInteger cancelled = new AtomicInteger();

	private final List<StreamObserver<Envelope>> streams = new CopyOnWriteArrayList<>();

	private volatile @Nullable Status publishFailure;

	private volatile @Nullable Status subscribeFailure;

	@Override
	public void publish(PublishRequest request, StreamObserver<Empty> answer) {
		this.published.add(request);
		Status failure = this.publishFailure;
		if (failure != null) {
			answer.onError(failure.asRuntimeException());
			return;
		}
		send(request.getTopic(), request.getEvent());
		answer.onNext(Empty.getDefaultInstance());
		answer.onCompleted();
	}

	@Override
	public void forward(ForwardRequest request, StreamObserver<Empty> answer) {
		this.forwarded.add(request);
		answer.onNext(Empty.getDefaultInstance());
		answer.onCompleted();
	}

	@Override
	public void subscribe(SubscribeRequest request, StreamObserver<Envelope> answer) {
		Status failure = this.subscribeFailure;
		if (failure != null) {
			this.subscriptions.add(request);
			answer.onError(failure.asRuntimeException());
			return;
		}
		((ServerCallStreamObserver<Envelope>) answer).setOnCancelHandler(() -> {
			this.streams.remove(answer);
			this.cancelled.incrementAndGet();
		});
		this.streams.add(answer);
		this.subscriptions.add(request);
	}

	void refuseToPublish(@Nullable Status failure) {
		this.publishFailure = failure;
	}

	void refuseToSubscribe(@Nullable Status failure) {
		this.subscribeFailure = failure;
	}

	void send(EventPayload payload) {
		send("/test/event", EventMapper.toAny(payload));
	}

	synchronized void send(String topic, Any event) {
		Envelope envelope = Envelope.newBuilder()
			.setNamespace("ns")
			.setTopic(topic)
			.setTimestamp(Timestamp.newBuilder().setSeconds(1))
			.setEvent(event)
			.build();
		this.streams.forEach((stream) -> stream.onNext(envelope));
	}

	synchronized void endStreams() {
		this.streams.forEach(StreamObserver::onCompleted);
		this.streams.clear();
	}

	synchronized void failStreams(Status status) {
		this.streams.forEach((stream) -> stream.onError(status.asRuntimeException()));
		this.streams.clear();
	}

}
