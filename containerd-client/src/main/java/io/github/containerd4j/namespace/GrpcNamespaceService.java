package io.github.containerd4j.namespace;

import java.util.List;
import java.util.Map;

import com.google.protobuf.FieldMask;
import io.github.containerd4j.Identifiers;
import io.github.containerd4j.proto.services.namespaces.v1.CreateNamespaceRequest;
import io.github.containerd4j.proto.services.namespaces.v1.DeleteNamespaceRequest;
import io.github.containerd4j.proto.services.namespaces.v1.GetNamespaceRequest;
import io.github.containerd4j.proto.services.namespaces.v1.ListNamespacesRequest;
import io.github.containerd4j.proto.services.namespaces.v1.Namespace;
import io.github.containerd4j.proto.services.namespaces.v1.NamespacesGrpc;
import io.github.containerd4j.proto.services.namespaces.v1.UpdateNamespaceRequest;
import io.github.containerd4j.rpc.LabelMask;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;

final class GrpcNamespaceService implements NamespaceService {

	private static final Subject ALL = Subject.of("namespaces");

	private final RpcClient rpc;

	GrpcNamespaceService(RpcClient rpc) {
		this.rpc = rpc;
	}

	@Override
	public List<NamespaceInfo> list() {
		return this.rpc.call(NamespacesGrpc.getListMethod(), ListNamespacesRequest.getDefaultInstance(), ALL)
			.getNamespacesList()
			.stream()
			.map(GrpcNamespaceService::toInfo)
			.toList();
	}

	@Override
	public NamespaceInfo get(String name) {
		GetNamespaceRequest request = GetNamespaceRequest.newBuilder().setName(checked(name)).build();
		return toInfo(this.rpc.call(NamespacesGrpc.getGetMethod(), request, subject(name)).getNamespace());
	}

	@Override
	public boolean exists(String name) {
		checked(name);
		return list().stream().anyMatch((namespace) -> namespace.name().equals(name));
	}

	@Override
	public NamespaceInfo create(String name, Map<String, String> labels) {
		CreateNamespaceRequest request = CreateNamespaceRequest.newBuilder()
			.setNamespace(toProto(new NamespaceInfo(name, labels)))
			.build();
		return toInfo(inside(name).call(NamespacesGrpc.getCreateMethod(), request, subject(name)).getNamespace());
	}

	@Override
	public NamespaceInfo setLabels(String name, Map<String, String> labels) {
		return update(name, labels, LabelMask.of(labels));
	}

	@Override
	public NamespaceInfo replaceLabels(String name, Map<String, String> labels) {
		return update(name, labels, FieldMask.getDefaultInstance());
	}

	private NamespaceInfo update(String name, Map<String, String> labels, FieldMask mask) {
		UpdateNamespaceRequest request = UpdateNamespaceRequest.newBuilder()
			.setNamespace(toProto(new NamespaceInfo(name, labels)))
			.setUpdateMask(mask)
			.build();
		inside(name).call(NamespacesGrpc.getUpdateMethod(), request, subject(name));
		// containerd leaves the answer empty.
		return get(name);
	}

	@Override
	public void delete(String name) {
		DeleteNamespaceRequest request = DeleteNamespaceRequest.newBuilder().setName(checked(name)).build();
		inside(name).call(NamespacesGrpc.getDeleteMethod(), request, subject(name));
	}

	/**
	 * Without the header, 1.6 makes the change and then fails to publish its event, and
	 * reports that as the result.
	 */
	private RpcClient inside(String name) {
		return this.rpc.inNamespace(name);
	}

	private static String checked(String name) {
		return Identifiers.require("namespace", name);
	}

	private static Subject subject(String name) {
		return Subject.of("namespace", name);
	}

	private static NamespaceInfo toInfo(Namespace namespace) {
		return new NamespaceInfo(namespace.getName(), namespace.getLabelsMap());
	}

	private static Namespace toProto(NamespaceInfo info) {
		return Namespace.newBuilder().setName(info.name()).putAllLabels(info.labels()).build();
	}

}
