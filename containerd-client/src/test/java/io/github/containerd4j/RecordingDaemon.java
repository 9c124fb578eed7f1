package io.github.containerd4j;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.google.protobuf.MessageLite;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ServerCalls;
import org.jspecify.annotations.Nullable;

/**
 * A gRPC server in this process that knows every method: it keeps the bytes of the last
 * request of each, and answers with what was prepared, else with an empty message.
 */
public final class RecordingDaemon implements AutoCloseable {

	private static final byte[] EMPTY = {};

	private final Map<String, byte[]> requests = new ConcurrentHashMap<>();

	private final Map<String, List<byte[]>> answers = new ConcurrentHashMap<>();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final Server server;

	private final ManagedChannel channel;

	private final ContainerdClient client;

	/**
	 * Starts the server.
	 */
	public RecordingDaemon() {
		String name = InProcessServerBuilder.generateName();
		try {
			this.server = InProcessServerBuilder.forName(name)
				.executor(this.executor)
				.fallbackHandlerRegistry(new EveryMethod())
				.build()
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.channel = InProcessChannelBuilder.forName(name).executor(this.executor).build();
		this.client = ContainerdClient.builder()
			.address("/run/recording.sock")
			.requestTimeout(Duration.ofSeconds(10))
			.channel(this.channel, this.channel)
			.build();
	}

	/**
	 * A client of this server.
	 * @return the client
	 */
	public ContainerdClient client() {
		return this.client;
	}

	/**
	 * Prepares the answer to a method.
	 * @param method the method
	 * @param messages one message, or any number for a stream
	 * @param <R> the type of the answer
	 */
	@SafeVarargs
	public final <R extends MessageLite> void answer(MethodDescriptor<?, R> method, R... messages) {
		this.answers.put(method.getFullMethodName(), List.of(messages).stream().map(MessageLite::toByteArray).toList());
	}

	/**
	 * The last request.
	 * @param method its method
	 * @param <Q> the type of the request
	 * @return the request
	 */
	public <Q> Q request(MethodDescriptor<Q, ?> method) {
		byte[] bytes = this.requests.get(method.getFullMethodName());
		if (bytes == null) {
			throw new AssertionError(method.getFullMethodName() + " was not called, but " + this.requests.keySet());
		}
		return method.parseRequest(new ByteArrayInputStream(bytes));
	}

	/**
	 * Whether a method was called at all.
	 * @param method the method
	 * @return {@code true} if it was
	 */
	public boolean wasCalled(MethodDescriptor<?, ?> method) {
		return this.requests.containsKey(method.getFullMethodName());
	}

	@Override
	public void close() throws InterruptedException {
		this.client.close();
		this.channel.shutdownNow();
		this.server.shutdownNow();
		this.server.awaitTermination(5, TimeUnit.SECONDS);
		this.executor.shutdownNow();
	}

	private final class EveryMethod extends HandlerRegistry {

		@Override
		public ServerMethodDefinition<byte[], byte[]> lookupMethod(String name, @Nullable String authority) {
			MethodDescriptor<byte[], byte[]> method = MethodDescriptor.<byte[], byte[]>newBuilder()
				.setType(MethodDescriptor.MethodType.SERVER_STREAMING)
				.setFullMethodName(name)
				.setRequestMarshaller(Bytes.INSTANCE)
				.setResponseMarshaller(Bytes.INSTANCE)
				.build();
			return ServerMethodDefinition.create(method, ServerCalls.asyncServerStreamingCall((request, responses) -> {
				RecordingDaemon.this.requests.put(name, request);
				RecordingDaemon.this.answers.getOrDefault(name, List.of(EMPTY)).forEach(responses::onNext);
				responses.onCompleted();
			}));
		}

	}

	private enum Bytes implements MethodDescriptor.Marshaller<byte[]> {

		INSTANCE;

		@Override
		public InputStream stream(byte[] value) {
			return new ByteArrayInputStream(value);
		}

		@Override
		public byte[] parse(InputStream stream) {
			try {
				return stream.readAllBytes();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
