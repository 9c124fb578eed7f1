package io.github.containerd4j.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.grpc.Channel;
import io.grpc.stub.AbstractStub;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.proto.services.containers.v1.ContainersGrpc;
import io.github.containerd4j.proto.services.containers.v1.DeleteContainerRequest;
import io.github.containerd4j.proto.services.containers.v1.ListContainersRequest;
import io.github.containerd4j.proto.services.content.v1.AbortRequest;
import io.github.containerd4j.proto.services.content.v1.ContentGrpc;
import io.github.containerd4j.proto.services.content.v1.DeleteContentRequest;
import io.github.containerd4j.proto.services.content.v1.ListContentRequest;
import io.github.containerd4j.proto.services.content.v1.ListStatusesRequest;
import io.github.containerd4j.proto.services.images.v1.DeleteImageRequest;
import io.github.containerd4j.proto.services.images.v1.ImagesGrpc;
import io.github.containerd4j.proto.services.images.v1.ListImagesRequest;
import io.github.containerd4j.proto.services.introspection.v1.IntrospectionGrpc;
import io.github.containerd4j.proto.services.introspection.v1.Plugin;
import io.github.containerd4j.proto.services.introspection.v1.PluginsRequest;
import io.github.containerd4j.proto.services.leases.v1.DeleteRequest;
import io.github.containerd4j.proto.services.leases.v1.LeasesGrpc;
import io.github.containerd4j.proto.services.leases.v1.ListRequest;
import io.github.containerd4j.proto.services.sandbox.v1.StoreDeleteRequest;
import io.github.containerd4j.proto.services.sandbox.v1.StoreGrpc;
import io.github.containerd4j.proto.services.sandbox.v1.StoreListRequest;
import io.github.containerd4j.proto.services.snapshots.v1.ListSnapshotsRequest;
import io.github.containerd4j.proto.services.snapshots.v1.RemoveSnapshotRequest;
import io.github.containerd4j.proto.services.snapshots.v1.SnapshotsGrpc;
import org.awaitility.Awaitility;

/**
 * Empties a namespace and deletes it, over the bare stubs: what is under test does not
 * tidy up after its own tests.
 */
final class NamespaceCleaner {

	// Removing the snapshots of fifty containers takes long on a busy disk.
	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final ContainerdClient client;

	private final String name;

	private final Channel channel;

	NamespaceCleaner(ContainerdClient client, Namespace namespace) {
		this.client = client;
		this.name = namespace.name();
		this.channel = namespace.channel();
	}

	void clean() {
		new TaskCleaner(this.channel).clean();
		deleteContainers();
		deleteSandboxes();
		deleteLeases();
		deleteImages();
		// Garbage collection runs beside this, and keeps a thing for a moment that it is
		// about to remove itself.
		Awaitility.await("namespace " + this.name + " to be empty").atMost(LIMIT).until(this::isDeleted);
	}

	private boolean isDeleted() {
		snapshotters().forEach(this::deleteSnapshots);
		deleteContent();
		try {
			this.client.namespaces().delete(this.name);
			return true;
		}
		catch (NotFoundException ex) {
			return true;
		}
		catch (FailedPreconditionException ex) {
			return false;
		}
	}

	private void deleteContainers() {
		List<String> ids = new ArrayList<>();
		bounded(ContainersGrpc.newBlockingStub(this.channel)).listStream(ListContainersRequest.getDefaultInstance())
			.forEachRemaining((message) -> ids.add(message.getContainer().getId()));
		ids.forEach((id) -> Deletion.attempt(() -> bounded(ContainersGrpc.newBlockingStub(this.channel))
			.delete(DeleteContainerRequest.newBuilder().setId(id).build())));
	}

	private void deleteSandboxes() {
		Deletion
			.attempt(() -> bounded(StoreGrpc.newBlockingStub(this.channel)).list(StoreListRequest.getDefaultInstance())
				.getListList()
				.forEach((sandbox) -> bounded(StoreGrpc.newBlockingStub(this.channel))
					.delete(StoreDeleteRequest.newBuilder().setSandboxId(sandbox.getSandboxId()).build())));
	}

	private void deleteLeases() {
		bounded(LeasesGrpc.newBlockingStub(this.channel)).list(ListRequest.getDefaultInstance())
			.getLeasesList()
			.forEach((lease) -> Deletion.attempt(() -> bounded(LeasesGrpc.newBlockingStub(this.channel))
				.delete(DeleteRequest.newBuilder().setId(lease.getId()).build())));
	}

	private void deleteImages() {
		bounded(ImagesGrpc.newBlockingStub(this.channel)).list(ListImagesRequest.getDefaultInstance())
			.getImagesList()
			.forEach((image) -> Deletion.attempt(() -> bounded(ImagesGrpc.newBlockingStub(this.channel))
				.delete(DeleteImageRequest.newBuilder().setName(image.getName()).build())));
	}

	private void deleteContent() {
		ContentGrpc.ContentBlockingStub content = ContentGrpc.newBlockingStub(this.channel);
		bounded(content).listStatuses(ListStatusesRequest.getDefaultInstance())
			.getStatusesList()
			.forEach((ingest) -> Deletion
				.attempt(() -> bounded(content).abort(AbortRequest.newBuilder().setRef(ingest.getRef()).build())));
		collect(bounded(content).list(ListContentRequest.getDefaultInstance()),
				(message) -> message.getInfoList().stream().map((info) -> info.getDigest()).toList())
			.forEach((digest) -> Deletion
				.attempt(() -> bounded(content).delete(DeleteContentRequest.newBuilder().setDigest(digest).build())));
	}

	private List<String> snapshotters() {
		PluginsRequest request = PluginsRequest.newBuilder().addFilters("type==io.containerd.snapshotter.v1").build();
		return bounded(IntrospectionGrpc.newBlockingStub(this.channel)).plugins(request)
			.getPluginsList()
			.stream()
			.filter((plugin) -> !plugin.hasInitErr())
			.map(Plugin::getId)
			.toList();
	}

	// A snapshot with children cannot be removed, so the leaves go first.
	private void deleteSnapshots(String snapshotter) {
		boolean progress = true;
		while (progress) {
			progress = false;
			for (String key : snapshots(snapshotter)) {
				RemoveSnapshotRequest request = RemoveSnapshotRequest.newBuilder()
					.setSnapshotter(snapshotter)
					.setKey(key)
					.build();
				progress |= Deletion
					.attempt(() -> bounded(SnapshotsGrpc.newBlockingStub(this.channel)).remove(request));
			}
		}
	}

	private List<String> snapshots(String snapshotter) {
		ListSnapshotsRequest request = ListSnapshotsRequest.newBuilder().setSnapshotter(snapshotter).build();
		return collect(bounded(SnapshotsGrpc.newBlockingStub(this.channel)).list(request),
				(message) -> message.getInfoList().stream().map((info) -> info.getName()).toList());
	}

	private static <M> List<String> collect(Iterator<M> messages, Function<M, List<String>> names) {
		List<String> collected = new ArrayList<>();
		messages.forEachRemaining((message) -> collected.addAll(names.apply(message)));
		return collected;
	}

	private static <S extends AbstractStub<S>> S bounded(S stub) {
		return stub.withDeadlineAfter(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
	}

}
