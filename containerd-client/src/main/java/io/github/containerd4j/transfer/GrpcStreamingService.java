package io.github.containerd4j.transfer;

import java.util.UUID;

import com.google.protobuf.Any;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.proto.services.streaming.v1.StreamInit;
import io.github.containerd4j.proto.services.streaming.v1.StreamingGrpc;
import io.github.containerd4j.rpc.DuplexCall;
import io.github.containerd4j.rpc.Protos;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;

final class GrpcStreamingService implements StreamingService {

	private final RpcClient rpc;

	GrpcStreamingService(RpcClient rpc) {
		this.rpc = rpc;
	}

	@Override
	public TransferStream open() {
		return open(UUID.randomUUID().toString());
	}

	@Override
	public TransferStream open(String id) {
		if (id.isEmpty()) {
			throw InvalidArgumentException.of("stream id", id, "it must not be empty");
		}
		DuplexCall<Any, Any> call = this.rpc.open(StreamingGrpc.getStreamMethod(), Subject.of("stream", id));
		GrpcTransferStream stream = new GrpcTransferStream(id, call);
		try {
			stream.send(Protos.pack(StreamInit.newBuilder().setId(id).build()));
			// The daemon knows the stream once it has answered.
			stream.receive();
			return stream;
		}
		catch (RuntimeException | Error ex) {
			stream.close();
			throw ex;
		}
	}

}
