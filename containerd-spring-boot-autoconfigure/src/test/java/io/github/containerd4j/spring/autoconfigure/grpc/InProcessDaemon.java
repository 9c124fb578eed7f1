package io.github.containerd4j.spring.autoconfigure.grpc;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.google.protobuf.Empty;
import io.grpc.Server;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.github.containerd4j.proto.services.version.v1.VersionGrpc;
import io.github.containerd4j.proto.services.version.v1.VersionResponse;

/**
 * Tells its version and nothing else.
 */
final class InProcessDaemon implements AutoCloseable {

	static final String VERSION = "v9.9.9-in-process";

	private final Server server;

	InProcessDaemon(String name) {
		this.server = InProcessServerBuilder.forName(name).directExecutor().addService(new Version()).build();
		try {
			this.server.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.server.shutdownNow();
	}

	private static final class Version extends VersionGrpc.VersionImplBase {

		@Override
		public void version(Empty request, StreamObserver<VersionResponse> answer) {
			answer.onNext(VersionResponse.newBuilder().setVersion(VERSION).build());
			answer.onCompleted();
		}

	}

}
