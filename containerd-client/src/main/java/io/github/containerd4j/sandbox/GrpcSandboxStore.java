package io.github.containerd4j.sandbox;

import java.util.List;
import java.util.Optional;

import io.github.containerd4j.Filter;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.proto.services.sandbox.v1.StoreCreateRequest;
import io.github.containerd4j.proto.services.sandbox.v1.StoreDeleteRequest;
import io.github.containerd4j.proto.services.sandbox.v1.StoreGetRequest;
import io.github.containerd4j.proto.services.sandbox.v1.StoreGrpc;
import io.github.containerd4j.proto.services.sandbox.v1.StoreListRequest;
import io.github.containerd4j.proto.services.sandbox.v1.StoreUpdateRequest;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;

final class GrpcSandboxStore implements SandboxStore {

	private static final Subject ALL = Subject.of("sandboxes");

	private final RpcClient rpc;

	GrpcSandboxStore(RpcClient rpc) {
		this.rpc = rpc;
	}

	@Override
	public List<SandboxInfo> list(Filter... filters) {
		StoreListRequest request = StoreListRequest.newBuilder().addAllFilters(Filter.expressions(filters)).build();
		return this.rpc.call(StoreGrpc.getListMethod(), request, ALL)
			.getListList()
			.stream()
			.map(SandboxMapper::toInfo)
			.toList();
	}

	@Override
	public Optional<SandboxInfo> find(String id) {
		try {
			return Optional.of(get(id));
		}
		catch (NotFoundException ex) {
			return Optional.empty();
		}
	}

	@Override
	public SandboxInfo get(String id) {
		Subject subject = SandboxMapper.subject(id);
		StoreGetRequest request = StoreGetRequest.newBuilder().setSandboxId(id).build();
		return SandboxMapper.toInfo(this.rpc.call(StoreGrpc.getGetMethod(), request, subject).getSandbox());
	}

	@Override
	public SandboxInfo create(SandboxInfo sandbox) {
		Subject subject = SandboxMapper.subject(sandbox.id());
		StoreCreateRequest request = StoreCreateRequest.newBuilder().setSandbox(SandboxMapper.toProto(sandbox)).build();
		return SandboxMapper.toInfo(this.rpc.call(StoreGrpc.getCreateMethod(), request, subject).getSandbox());
	}

	@Override
	public SandboxInfo update(String id, SandboxUpdate update) {
		Subject subject = SandboxMapper.subject(id);
		StoreUpdateRequest request = StoreUpdateRequest.newBuilder()
			.setSandbox(SandboxMapper.toProto(id, update))
			.addAllFields(update.fields())
			.build();
		return SandboxMapper.toInfo(this.rpc.call(StoreGrpc.getUpdateMethod(), request, subject).getSandbox());
	}

	@Override
	public void delete(String id) {
		Subject subject = SandboxMapper.subject(id);
		StoreDeleteRequest request = StoreDeleteRequest.newBuilder().setSandboxId(id).build();
		this.rpc.call(StoreGrpc.getDeleteMethod(), request, subject);
	}

}
