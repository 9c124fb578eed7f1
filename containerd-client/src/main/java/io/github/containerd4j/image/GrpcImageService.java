package io.github.containerd4j.image;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import com.google.protobuf.FieldMask;
import io.github.containerd4j.Filter;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.archive.ExportOptions;
import io.github.containerd4j.archive.ImportOptions;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.proto.services.images.v1.CreateImageRequest;
import io.github.containerd4j.proto.services.images.v1.DeleteImageRequest;
import io.github.containerd4j.proto.services.images.v1.GetImageRequest;
import io.github.containerd4j.proto.services.images.v1.ImagesGrpc;
import io.github.containerd4j.proto.services.images.v1.ListImagesRequest;
import io.github.containerd4j.proto.services.images.v1.UpdateImageRequest;
import io.github.containerd4j.registry.RegistryClient;
import io.github.containerd4j.rpc.CommonTypes;
import io.github.containerd4j.rpc.Protos;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;
import io.github.containerd4j.version.VersionRequirement;

final class GrpcImageService implements ImageService {

	private static final Subject ALL = Subject.of("images");

	private static final VersionRequirement CONDITIONAL_DELETE = new VersionRequirement("2.0",
			"delete it whatever its target");

	private static final VersionRequirement SOURCE_DATE = new VersionRequirement("1.7",
			"use the time of its own clock");

	private final RpcClient rpc;

	private final Namespace namespace;

	private final ImageArchives archives;

	private final Pulls pulls;

	private final Pushes pushes;

	GrpcImageService(RpcClient rpc, Namespace namespace, ImageSettings settings, Supplier<RegistryClient> registries) {
		this.rpc = rpc;
		this.namespace = namespace;
		this.archives = new ImageArchives(namespace, this, settings.listener());
		Engines engines = new Engines(namespace, settings, registries);
		this.pulls = new Pulls(namespace, this, settings, engines);
		this.pushes = new Pushes(namespace, this, settings, engines);
	}

	@Override
	public List<Image> list(Filter... filters) {
		ListImagesRequest request = ListImagesRequest.newBuilder().addAllFilters(Filter.expressions(filters)).build();
		return this.rpc.call(ImagesGrpc.getListMethod(), request, ALL)
			.getImagesList()
			.stream()
			.map(this::handle)
			.toList();
	}

	@Override
	public Optional<Image> find(String name) {
		try {
			return Optional.of(get(name));
		}
		catch (NotFoundException ex) {
			return Optional.empty();
		}
	}

	@Override
	public Image get(String name) {
		GetImageRequest request = GetImageRequest.newBuilder().setName(ImageMapper.checkedName(name)).build();
		return handle(this.rpc.call(ImagesGrpc.getGetMethod(), request, subject(name)).getImage());
	}

	@Override
	public Image create(ImageInfo info) {
		return create(CreateImageRequest.newBuilder().setImage(ImageMapper.toProto(info)).build());
	}

	@Override
	public Image create(ImageInfo info, Instant sourceDate) {
		CreateImageRequest request = CreateImageRequest.newBuilder()
			.setImage(ImageMapper.toProto(info))
			.setSourceDateEpoch(Protos.toTimestamp(sourceDate))
			.build();
		SOURCE_DATE.check(this.rpc, "Images.Create", subject(info.name()));
		return create(request);
	}

	private Image create(CreateImageRequest request) {
		return handle(
				this.rpc.call(ImagesGrpc.getCreateMethod(), request, subject(request.getImage().getName())).getImage());
	}

	@Override
	public Image update(String name, ImageUpdate update) {
		return update(change(name, update).build());
	}

	@Override
	public Image update(String name, ImageUpdate update, Instant sourceDate) {
		UpdateImageRequest request = change(name, update).setSourceDateEpoch(Protos.toTimestamp(sourceDate)).build();
		SOURCE_DATE.check(this.rpc, "Images.Update", subject(name));
		return update(request);
	}

	private Image update(UpdateImageRequest request) {
		return handle(
				this.rpc.call(ImagesGrpc.getUpdateMethod(), request, subject(request.getImage().getName())).getImage());
	}

	private static UpdateImageRequest.Builder change(String name, ImageUpdate update) {
		if (update.paths().isEmpty()) {
			// An empty mask would mean "replace everything".
			throw InvalidArgumentException.of("image update", name, "it names no change");
		}
		return UpdateImageRequest.newBuilder()
			.setImage(ImageMapper.toProto(name, update))
			.setUpdateMask(FieldMask.newBuilder().addAllPaths(update.paths()));
	}

	@Override
	public void delete(String name) {
		this.rpc.call(ImagesGrpc.getDeleteMethod(), deletion(name).build(), subject(name));
	}

	@Override
	public void deleteAndCollect(String name) {
		this.rpc.callLong(ImagesGrpc.getDeleteMethod(), deletion(name).setSync(true).build(), subject(name));
	}

	@Override
	public void deleteIfTarget(String name, Descriptor target) {
		DeleteImageRequest request = deletion(name).setTarget(CommonTypes.toProto(target)).build();
		CONDITIONAL_DELETE.check(this.rpc, "Images.Delete", subject(name));
		this.rpc.call(ImagesGrpc.getDeleteMethod(), request, subject(name));
	}

	@Override
	public List<Image> importFrom(Path archive, ImportOptions options) {
		return this.archives.importFrom(archive, options);
	}

	@Override
	public List<Image> importFrom(InputStream archive, ImportOptions options) {
		return this.archives.importFrom(archive, options);
	}

	@Override
	public void exportTo(Path archive, ExportOptions options, String... names) {
		this.archives.exportTo(archive, options, names);
	}

	@Override
	public void exportTo(OutputStream archive, ExportOptions options, String... names) {
		this.archives.exportTo(archive, options, names);
	}

	@Override
	public Image tag(String source, String target) {
		ImageInfo info = get(source).info();
		return new ImageRecords(this).put(target, info.target(), info.labels());
	}

	@Override
	public PruneResult prune(PruneOptions options) {
		return new Pruner(this.namespace, this).prune(options);
	}

	@Override
	public Image pull(String reference, PullOptions options) {
		return this.pulls.start(reference, options).await();
	}

	@Override
	public ImageTransfer<Image> startPull(String reference, PullOptions options) {
		return this.pulls.start(reference, options);
	}

	@Override
	public Descriptor push(String name, PushOptions options) {
		return this.pushes.start(name, options).await();
	}

	@Override
	public ImageTransfer<Descriptor> startPush(String name, PushOptions options) {
		return this.pushes.start(name, options);
	}

	private static DeleteImageRequest.Builder deletion(String name) {
		return DeleteImageRequest.newBuilder().setName(ImageMapper.checkedName(name));
	}

	private Image handle(io.github.containerd4j.proto.services.images.v1.Image image) {
		return new GrpcImage(this, this.namespace, ImageMapper.toInfo(image));
	}

	private static Subject subject(String name) {
		return Subject.of("image", name);
	}

}
