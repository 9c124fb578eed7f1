package io.github.containerd4j;

import java.util.List;
import java.util.Map;

import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.image.ImageInfo;
import io.github.containerd4j.image.ImageUpdate;
import io.github.containerd4j.lease.LeaseResource;
import io.github.containerd4j.proto.services.containers.v1.ContainersGrpc;
import io.github.containerd4j.proto.services.content.v1.ContentGrpc;
import io.github.containerd4j.proto.services.content.v1.Info;
import io.github.containerd4j.proto.services.content.v1.UpdateResponse;
import io.github.containerd4j.proto.services.diff.v1.ApplyResponse;
import io.github.containerd4j.proto.services.diff.v1.DiffGrpc;
import io.github.containerd4j.proto.services.images.v1.CreateImageResponse;
import io.github.containerd4j.proto.services.images.v1.Image;
import io.github.containerd4j.proto.services.images.v1.ImagesGrpc;
import io.github.containerd4j.proto.services.images.v1.UpdateImageRequest;
import io.github.containerd4j.proto.services.images.v1.UpdateImageResponse;
import io.github.containerd4j.proto.services.leases.v1.LeasesGrpc;
import io.github.containerd4j.proto.services.namespaces.v1.CreateNamespaceResponse;
import io.github.containerd4j.proto.services.namespaces.v1.GetNamespaceResponse;
import io.github.containerd4j.proto.services.namespaces.v1.NamespacesGrpc;
import io.github.containerd4j.proto.services.snapshots.v1.SnapshotsGrpc;
import io.github.containerd4j.rpc.CommonTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Some requests without a certain sub-message crash the daemon, with all that it
 * supervises. The API must not be able to make them, with as little as it can be given.
 */
@Timeout(30)
class CrashingRequestsTests {

	private static final Descriptor TARGET = Descriptor.of("application/vnd.oci.image.index.v1+json",
			new byte[] { '{', '}' });

	private static final Image IMAGE = Image.newBuilder().setName("i").setTarget(CommonTypes.toProto(TARGET)).build();

	private final RecordingDaemon daemon = new RecordingDaemon();

	private final Namespace namespace = this.daemon.client().namespace("ns");

	@AfterEach
	void close() throws InterruptedException {
		this.daemon.close();
	}

	@Test
	void aNewImageHasATarget() {
		this.daemon.answer(ImagesGrpc.getCreateMethod(), CreateImageResponse.newBuilder().setImage(IMAGE).build());

		this.namespace.images().create(ImageInfo.of("i", TARGET));

		assertThat(this.daemon.request(ImagesGrpc.getCreateMethod()).getImage().hasTarget()).isTrue();
	}

	@Test
	void anImageHasATargetThoughOnlyItsLabelsChange() {
		UpdateImageRequest request = updated(ImageUpdate.create().label("a", "b"));

		assertThat(request.hasImage()).isTrue();
		assertThat(request.getImage().hasTarget()).isTrue();
		assertThat(request.getUpdateMask().getPathsList()).containsExactly("labels.a");
	}

	@Test
	void anImageHasATargetThoughOnlyAnnotationsChange() {
		UpdateImageRequest request = updated(ImageUpdate.create().annotation("a", "b"));

		assertThat(request.getImage().getTarget().getAnnotationsMap()).isEqualTo(Map.of("a", "b"));
		assertThat(request.getUpdateMask().getPathsList()).containsExactly("annotations.a");
	}

	@Test
	void anImageHasItsNewTarget() {
		UpdateImageRequest request = updated(ImageUpdate.create().target(TARGET));

		assertThat(request.getImage().getTarget()).isEqualTo(CommonTypes.toProto(TARGET));
		assertThat(request.getUpdateMask().getPathsList()).containsExactly("target");
	}

	private UpdateImageRequest updated(ImageUpdate update) {
		this.daemon.answer(ImagesGrpc.getUpdateMethod(), UpdateImageResponse.newBuilder().setImage(IMAGE).build());
		this.namespace.images().update("i", update);
		return this.daemon.request(ImagesGrpc.getUpdateMethod());
	}

	@Test
	void aNewContainerIsThere() {
		this.namespace.containers().create(ContainerInfo.builder("c").build());

		assertThat(this.daemon.request(ContainersGrpc.getCreateMethod()).hasContainer()).isTrue();
	}

	@Test
	void aChangedContainerIsThere() {
		this.namespace.containers().update("c", ContainerUpdate.create().label("a", "b"));

		assertThat(this.daemon.request(ContainersGrpc.getUpdateMethod()).hasContainer()).isTrue();
	}

	@Test
	void aNewNamespaceIsThere() {
		this.daemon.answer(NamespacesGrpc.getCreateMethod(),
				CreateNamespaceResponse.newBuilder()
					.setNamespace(
							io.github.containerd4j.proto.services.namespaces.v1.Namespace.newBuilder().setName("n"))
					.build());

		this.daemon.client().namespaces().create("n", Map.of());

		assertThat(this.daemon.request(NamespacesGrpc.getCreateMethod()).hasNamespace()).isTrue();
	}

	@Test
	void aChangedNamespaceIsThere() {
		this.daemon.answer(NamespacesGrpc.getGetMethod(),
				GetNamespaceResponse.newBuilder()
					.setNamespace(
							io.github.containerd4j.proto.services.namespaces.v1.Namespace.newBuilder().setName("n"))
					.build());

		this.daemon.client().namespaces().replaceLabels("n", Map.of());

		assertThat(this.daemon.request(NamespacesGrpc.getUpdateMethod()).hasNamespace()).isTrue();
	}

	@Test
	void changedContentIsThere() {
		Digest digest = Digest.sha256("");
		this.daemon.answer(ContentGrpc.getUpdateMethod(),
				UpdateResponse.newBuilder().setInfo(Info.newBuilder().setDigest(digest.toString())).build());

		this.namespace.content().replaceLabels(digest, Map.of());

		assertThat(this.daemon.request(ContentGrpc.getUpdateMethod()).hasInfo()).isTrue();
	}

	@Test
	void aChangedSnapshotIsThere() {
		this.namespace.snapshots().replaceLabels("s", Map.of());

		assertThat(this.daemon.request(SnapshotsGrpc.getUpdateMethod()).hasInfo()).isTrue();
	}

	@Test
	void theResourceThatALeaseGetsIsThere() {
		this.namespace.leases().addResource("l", LeaseResource.ingest("i"));

		assertThat(this.daemon.request(LeasesGrpc.getAddResourceMethod()).hasResource()).isTrue();
	}

	@Test
	void theResourceThatALeaseLosesIsThere() {
		this.namespace.leases().deleteResource("l", LeaseResource.ingest("i"));

		assertThat(this.daemon.request(LeasesGrpc.getDeleteResourceMethod()).hasResource()).isTrue();
	}

	@Test
	void theLayerToUnpackIsThere() {
		this.daemon.answer(DiffGrpc.getApplyMethod(),
				ApplyResponse.newBuilder().setApplied(CommonTypes.toProto(TARGET)).build());

		this.namespace.diff().apply(TARGET, List.of());

		assertThat(this.daemon.request(DiffGrpc.getApplyMethod()).hasDiff()).isTrue();
	}

}
