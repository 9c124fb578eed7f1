package io.github.containerd4j.oci;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.proto.services.content.v1.ContentGrpc;
import io.github.containerd4j.proto.services.content.v1.Info;
import io.github.containerd4j.proto.services.content.v1.InfoRequest;
import io.github.containerd4j.proto.services.content.v1.InfoResponse;
import io.github.containerd4j.proto.services.content.v1.ReadContentRequest;
import io.github.containerd4j.proto.services.content.v1.ReadContentResponse;

/**
 * The content service of a daemon in this process, which hands out whatever it is told
 * to: also what no digest would allow, such as indexes that contain themselves.
 */
final class BlobServer extends ContentGrpc.ContentImplBase implements AutoCloseable {

	private static final int CHUNK = 1024 * 1024;

	private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final Server server;

	private final ManagedChannel channel;

	private final ContainerdClient client;

	BlobServer() {
		String name = InProcessServerBuilder.generateName();
		try {
			this.server = InProcessServerBuilder.forName(name).executor(this.executor).addService(this).build().start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.channel = InProcessChannelBuilder.forName(name).executor(this.executor).build();
		this.client = ContainerdClient.builder().address("/run/blobs.sock").channel(this.channel, this.channel).build();
	}

	ContentStore content() {
		return this.client.namespace("test").content();
	}

	Descriptor add(String mediaType, byte[] bytes) {
		Descriptor descriptor = Descriptor.of(mediaType, bytes);
		put(descriptor.digest(), bytes);
		return descriptor;
	}

	void put(Digest digest, byte[] bytes) {
		this.blobs.put(digest.toString(), bytes);
	}

	void remove(Digest digest) {
		this.blobs.remove(digest.toString());
	}

	@Override
	public void info(InfoRequest request, StreamObserver<InfoResponse> answer) {
		byte[] blob = this.blobs.get(request.getDigest());
		if (blob == null) {
			answer.onError(Status.NOT_FOUND.asRuntimeException());
			return;
		}
		answer.onNext(InfoResponse.newBuilder()
			.setInfo(Info.newBuilder().setDigest(request.getDigest()).setSize(blob.length))
			.build());
		answer.onCompleted();
	}

	@Override
	public void read(ReadContentRequest request, StreamObserver<ReadContentResponse> answer) {
		byte[] blob = this.blobs.get(request.getDigest());
		if (blob == null) {
			answer.onError(Status.NOT_FOUND.asRuntimeException());
			return;
		}
		for (int offset = 0; offset < blob.length; offset += CHUNK) {
			answer.onNext(ReadContentResponse.newBuilder()
				.setOffset(offset)
				.setData(ByteString.copyFrom(blob, offset, Math.min(CHUNK, blob.length - offset)))
				.build());
		}
		answer.onCompleted();
	}

	@Override
	public void close() {
		this.client.close();
		this.channel.shutdownNow();
		this.server.shutdownNow();
		this.executor.shutdownNow();
	}

}
