package io.github.containerd4j.transfer;

import com.google.protobuf.Message;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.proto.types.transfer.HTTPDebug;
import io.github.containerd4j.proto.types.transfer.ImageReference;
import io.github.containerd4j.proto.types.transfer.OCIRegistry;
import io.github.containerd4j.proto.types.transfer.Progress;
import io.github.containerd4j.rpc.CommonTypes;
import io.github.containerd4j.rpc.Protos;

/**
 * Between the types of transfers on the wire and the records of the API.
 */
final class TransferMapper {

	private TransferMapper() {
	}

	static TypedValue toTypedValue(TransferSource source) {
		if (source instanceof OciRegistry registry) {
			return Protos.pack(toProto(registry));
		}
		if (source instanceof ImageStore store) {
			return Protos.pack(toProto(store));
		}
		if (source instanceof ImageImportStream stream) {
			return Protos.pack(toProto(stream));
		}
		if (source instanceof ReadStream stream) {
			return Protos.pack(toProto(stream));
		}
		if (source instanceof ContainerPath path) {
			return Protos.pack(toProto(path));
		}
		return ((OtherEndpoint) source).value();
	}

	static TypedValue toTypedValue(TransferDestination destination) {
		if (destination instanceof OciRegistry registry) {
			return Protos.pack(toProto(registry));
		}
		if (destination instanceof ImageStore store) {
			return Protos.pack(toProto(store));
		}
		if (destination instanceof ImageExportStream stream) {
			return Protos.pack(toProto(stream));
		}
		if (destination instanceof WriteStream stream) {
			return Protos.pack(toProto(stream));
		}
		if (destination instanceof ContainerPath path) {
			return Protos.pack(toProto(path));
		}
		return ((OtherEndpoint) destination).value();
	}

	static String describe(Object endpoint) {
		if (endpoint instanceof OciRegistry registry) {
			return "registry " + registry.reference();
		}
		if (endpoint instanceof ImageStore store) {
			return "image " + store.name();
		}
		if (endpoint instanceof ContainerPath path) {
			return "path " + path.path() + " of container " + path.containerId();
		}
		return (endpoint instanceof OtherEndpoint other) ? other.value().messageName() : "stream";
	}

	private static Message toProto(OciRegistry registry) {
		RegistryResolver resolver = registry.resolver();
		OCIRegistry.Builder proto = OCIRegistry.newBuilder().setReference(registry.reference());
		var wire = proto.getResolverBuilder()
			.putAllHeaders(resolver.headers())
			.setHttpDebug(HTTPDebug.valueOf(resolver.httpDebug().name()));
		Protos.setIfPresent(resolver.authStream(), wire::setAuthStream);
		Protos.setIfPresent(resolver.hostDirectory(), wire::setHostDir);
		Protos.setIfPresent(resolver.defaultScheme(), wire::setDefaultScheme);
		Protos.setIfPresent(resolver.logsStream(), wire::setLogsStream);
		return proto.build();
	}

	private static Message toProto(ImageStore store) {
		var proto = io.github.containerd4j.proto.types.transfer.ImageStore.newBuilder()
			.setName(store.name())
			.putAllLabels(store.labels())
			.setAllMetadata(store.allMetadata())
			.setManifestLimit(store.manifestLimit());
		store.platforms().forEach((platform) -> proto.addPlatforms(CommonTypes.toProto(platform)));
		store.extraReferences().forEach((reference) -> proto.addExtraReferences(toProto(reference)));
		store.unpacks()
			.forEach((unpack) -> proto.addUnpacksBuilder()
				.setPlatform(CommonTypes.toProto(unpack.platform()))
				.setSnapshotter(unpack.snapshotter()));
		return proto.build();
	}

	private static ImageReference toProto(ExtraReference reference) {
		return ImageReference.newBuilder()
			.setName(reference.name())
			.setIsPrefix(reference.prefix())
			.setAllowOverwrite(reference.allowOverwrite())
			.setAddDigest(reference.addDigest())
			.setSkipNamedDigest(reference.skipNamedDigest())
			.build();
	}

	private static Message toProto(ImageImportStream stream) {
		return io.github.containerd4j.proto.types.transfer.ImageImportStream.newBuilder()
			.setStream(stream.stream())
			.setMediaType(stream.mediaType())
			.setForceCompress(stream.forceCompress())
			.build();
	}

	private static Message toProto(ImageExportStream stream) {
		var proto = io.github.containerd4j.proto.types.transfer.ImageExportStream.newBuilder()
			.setStream(stream.stream())
			.setMediaType(stream.mediaType())
			.setAllPlatforms(stream.allPlatforms())
			.setSkipCompatibilityManifest(stream.skipCompatibilityManifest())
			.setSkipNonDistributable(stream.skipNonDistributable());
		stream.platforms().forEach((platform) -> proto.addPlatforms(CommonTypes.toProto(platform)));
		return proto.build();
	}

	private static Message toProto(ReadStream stream) {
		return io.github.containerd4j.proto.types.transfer.ReadStream.newBuilder()
			.setStream(stream.stream())
			.setMediaType(stream.mediaType())
			.build();
	}

	private static Message toProto(WriteStream stream) {
		return io.github.containerd4j.proto.types.transfer.WriteStream.newBuilder()
			.setStream(stream.stream())
			.setMediaType(stream.mediaType())
			.build();
	}

	private static Message toProto(ContainerPath path) {
		return io.github.containerd4j.proto.types.transfer.ContainerPath.newBuilder()
			.setContainerId(path.containerId())
			.setPath(path.path())
			.setNoWalk(path.noWalk())
			.setPreserveOwnership(path.preserveOwnership())
			.build();
	}

	static TransferProgress toProgress(Progress progress) {
		return new TransferProgress(progress.getEvent(), progress.getName(), progress.getParentsList(),
				progress.getProgress(), progress.getTotal(),
				progress.hasDesc() ? CommonTypes.toDescriptor(progress.getDesc()) : null);
	}

}
