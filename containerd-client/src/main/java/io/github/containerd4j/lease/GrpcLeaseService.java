package io.github.containerd4j.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.containerd4j.Filter;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.proto.services.leases.v1.AddResourceRequest;
import io.github.containerd4j.proto.services.leases.v1.CreateRequest;
import io.github.containerd4j.proto.services.leases.v1.DeleteRequest;
import io.github.containerd4j.proto.services.leases.v1.DeleteResourceRequest;
import io.github.containerd4j.proto.services.leases.v1.LeasesGrpc;
import io.github.containerd4j.proto.services.leases.v1.ListRequest;
import io.github.containerd4j.proto.services.leases.v1.ListResourcesRequest;
import io.github.containerd4j.proto.services.leases.v1.Resource;
import io.github.containerd4j.rpc.Protos;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;

final class GrpcLeaseService implements LeaseService {

	private static final Subject ALL = Subject.of("leases");

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

	private final RpcClient rpc;

	GrpcLeaseService(RpcClient rpc) {
		this.rpc = rpc;
	}

	@Override
	public List<LeaseInfo> list(Filter... filters) {
		ListRequest request = ListRequest.newBuilder().addAllFilters(Filter.expressions(filters)).build();
		return this.rpc.call(LeasesGrpc.getListMethod(), request, ALL)
			.getLeasesList()
			.stream()
			.map(GrpcLeaseService::toInfo)
			.toList();
	}

	@Override
	public Optional<LeaseInfo> find(String id) {
		return list(Filter.equal("id", checked(id))).stream().findFirst();
	}

	@Override
	public LeaseInfo create(LeaseOptions options) {
		CreateRequest.Builder request = CreateRequest.newBuilder().putAllLabels(options.labels());
		String id = options.id();
		if (id != null) {
			request.setId(id);
		}
		Duration expiry = options.expiry();
		if (expiry != null) {
			// An instant prints as RFC 3339 in UTC, which is what containerd reads.
			request.putLabels(LeaseInfo.EXPIRE_LABEL, Instant.now().plus(expiry).toString());
		}
		return toInfo(
				this.rpc.call(LeasesGrpc.getCreateMethod(), request.build(), new Subject("lease", id)).getLease());
	}

	@Override
	public Lease open(LeaseOptions options) {
		return new GrpcLease(this, create(options));
	}

	@Override
	public void delete(String id) {
		this.rpc.call(LeasesGrpc.getDeleteMethod(), deletion(id).build(), subject(id));
	}

	void deleteSoon(String id) {
		this.rpc.call(LeasesGrpc.getDeleteMethod(), deletion(id).build(), subject(id), CLOSE_TIMEOUT);
	}

	@Override
	public void deleteAndCollect(String id) {
		this.rpc.callLong(LeasesGrpc.getDeleteMethod(), deletion(id).setSync(true).build(), subject(id));
	}

	private static DeleteRequest.Builder deletion(String id) {
		return DeleteRequest.newBuilder().setId(checked(id));
	}

	@Override
	public void addResource(String id, LeaseResource resource) {
		AddResourceRequest request = AddResourceRequest.newBuilder()
			.setId(checked(id))
			.setResource(toProto(resource))
			.build();
		explained(resource, () -> this.rpc.call(LeasesGrpc.getAddResourceMethod(), request, subject(id)));
	}

	@Override
	public void deleteResource(String id, LeaseResource resource) {
		DeleteResourceRequest request = DeleteResourceRequest.newBuilder()
			.setId(checked(id))
			.setResource(toProto(resource))
			.build();
		explained(resource, () -> this.rpc.call(LeasesGrpc.getDeleteResourceMethod(), request, subject(id)));
	}

	private static void explained(LeaseResource resource, Supplier<?> call) {
		try {
			call.get();
		}
		catch (UnimplementedException ex) {
			if (!resource.type().equals(LeaseResource.IMAGES)) {
				throw ex;
			}
			throw new UnimplementedException(
					ex.getMessage() + "; containerd 2.0 or newer is needed for leases of images", ex.failure(), ex);
		}
	}

	@Override
	public List<LeaseResource> listResources(String id) {
		ListResourcesRequest request = ListResourcesRequest.newBuilder().setId(checked(id)).build();
		return this.rpc.call(LeasesGrpc.getListResourcesMethod(), request, subject(id))
			.getResourcesList()
			.stream()
			.map((resource) -> new LeaseResource(resource.getType(), resource.getId()))
			.toList();
	}

	static String checked(String id) {
		if (id.isEmpty()) {
			throw InvalidArgumentException.of("lease id", id, "it must not be empty");
		}
		return id;
	}

	private static Subject subject(String id) {
		return Subject.of("lease", id);
	}

	private static LeaseInfo toInfo(io.github.containerd4j.proto.services.leases.v1.Lease lease) {
		return new LeaseInfo(lease.getId(), lease.getLabelsMap(), Protos.toInstant(lease.getCreatedAt()));
	}

	private static Resource toProto(LeaseResource resource) {
		return Resource.newBuilder().setType(resource.type()).setId(resource.id()).build();
	}

}
