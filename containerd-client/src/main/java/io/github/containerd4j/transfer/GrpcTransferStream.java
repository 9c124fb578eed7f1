package io.github.containerd4j.transfer;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

import com.google.protobuf.Any;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.rpc.DuplexCall;
import io.github.containerd4j.rpc.Protos;
import org.jspecify.annotations.Nullable;

final class GrpcTransferStream implements TransferStream {

	private static final TypedValue EMPTY = TypedValue.of("", new byte[0]);

	private final String id;

	private final DuplexCall<Any, Any> call;

	GrpcTransferStream(String id, DuplexCall<Any, Any> call) {
		this.id = id;
		this.call = call;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public void send(TypedValue value) {
		this.call.send(Protos.toAny(value));
	}

	@Override
	public @Nullable TypedValue receive() {
		return typed(this.call.receive());
	}

	@Override
	public @Nullable TypedValue receive(Duration timeout) {
		return typed(this.call.receive(timeout));
	}

	private static @Nullable TypedValue typed(@Nullable Any message) {
		if (message == null) {
			return null;
		}
		TypedValue value = Protos.toTypedValue(message);
		return (value != null) ? value : EMPTY;
	}

	@Override
	public void halfClose() {
		this.call.halfClose();
	}

	@Override
	public OutputStream output() {
		return new WindowedOutput(this);
	}

	@Override
	public InputStream tarInput() {
		return new TarInput(new WindowedInput(this));
	}

	@Override
	public void close() {
		this.call.close();
	}

	@Override
	public String toString() {
		return "TransferStream[" + this.id + "]";
	}

}
