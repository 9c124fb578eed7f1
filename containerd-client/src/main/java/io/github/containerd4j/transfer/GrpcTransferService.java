package io.github.containerd4j.transfer;

import java.util.concurrent.CompletableFuture;

import io.github.containerd4j.proto.services.transfer.v1.TransferGrpc;
import io.github.containerd4j.proto.services.transfer.v1.TransferRequest;
import io.github.containerd4j.rpc.Protos;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;

final class GrpcTransferService implements TransferService {

	private final RpcClient rpc;

	GrpcTransferService(RpcClient rpc) {
		this.rpc = rpc;
	}

	@Override
	public void transfer(TransferSource source, TransferDestination destination, TransferOptions options) {
		this.rpc.callLong(TransferGrpc.getTransferMethod(), request(source, destination, options),
				subject(source, destination));
	}

	@Override
	public CompletableFuture<Void> transferAsync(TransferSource source, TransferDestination destination,
			TransferOptions options) {
		return this.rpc
			.callAsync(TransferGrpc.getTransferMethod(), request(source, destination, options),
					subject(source, destination))
			.thenAccept((answer) -> {
			});
	}

	private static TransferRequest request(TransferSource source, TransferDestination destination,
			TransferOptions options) {
		TransferRequest.Builder request = TransferRequest.newBuilder()
			.setSource(Protos.toAny(TransferMapper.toTypedValue(source)))
			.setDestination(Protos.toAny(TransferMapper.toTypedValue(destination)));
		Protos.setIfPresent(options.progressStream(), request.getOptionsBuilder()::setProgressStream);
		return request.build();
	}

	private static Subject subject(TransferSource source, TransferDestination destination) {
		return Subject.of("transfer", TransferMapper.describe(source) + " -> " + TransferMapper.describe(destination));
	}

}
