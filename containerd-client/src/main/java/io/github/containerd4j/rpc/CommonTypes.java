package io.github.containerd4j.rpc;

import java.util.List;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.snapshot.Mount;

/**
 * Between the messages that many services share ({@code containerd.types}) and the
 * records of the API.
 *
 * @since 0.1.0
 */
public final class CommonTypes {

	private CommonTypes() {
	}

	/**
	 * Reads a descriptor.
	 * @param descriptor the message
	 * @return the record
	 * @throws io.github.containerd4j.InvalidArgumentException if it has no valid digest
	 */
	public static Descriptor toDescriptor(io.github.containerd4j.proto.types.Descriptor descriptor) {
		return new Descriptor(descriptor.getMediaType(), Digest.parse(descriptor.getDigest()), descriptor.getSize(),
				descriptor.getAnnotationsMap());
	}

	/**
	 * Writes a descriptor.
	 * @param descriptor the record
	 * @return the message
	 */
	public static io.github.containerd4j.proto.types.Descriptor toProto(Descriptor descriptor) {
		return io.github.containerd4j.proto.types.Descriptor.newBuilder()
			.setMediaType(descriptor.mediaType())
			.setDigest(descriptor.digest().toString())
			.setSize(descriptor.size())
			.putAllAnnotations(descriptor.annotations())
			.build();
	}

	/**
	 * Reads a mount.
	 * @param mount the message
	 * @return the record
	 */
	public static Mount toMount(io.github.containerd4j.proto.types.Mount mount) {
		return new Mount(mount.getType(), mount.getSource(), mount.getTarget(), mount.getOptionsList());
	}

	/**
	 * Reads mounts.
	 * @param mounts the messages
	 * @return the records, in the same order
	 */
	public static List<Mount> toMounts(List<io.github.containerd4j.proto.types.Mount> mounts) {
		return mounts.stream().map(CommonTypes::toMount).toList();
	}

	/**
	 * Writes a mount.
	 * @param mount the record
	 * @return the message
	 */
	public static io.github.containerd4j.proto.types.Mount toProto(Mount mount) {
		return io.github.containerd4j.proto.types.Mount.newBuilder()
			.setType(mount.type())
			.setSource(mount.source())
			.setTarget(mount.target())
			.addAllOptions(mount.options())
			.build();
	}

	/**
	 * Writes mounts.
	 * @param mounts the records
	 * @return the messages, in the same order
	 */
	public static List<io.github.containerd4j.proto.types.Mount> toProtos(List<Mount> mounts) {
		return mounts.stream().map(CommonTypes::toProto).toList();
	}

	/**
	 * Reads a platform.
	 * @param platform the message
	 * @return the record
	 */
	public static Platform toPlatform(io.github.containerd4j.proto.types.Platform platform) {
		return new Platform(platform.getOs(), platform.getArchitecture(), platform.getVariant(),
				platform.getOsVersion(), platform.getOsFeaturesList());
	}

	/**
	 * Writes a platform.
	 * @param platform the record
	 * @return the message
	 */
	public static io.github.containerd4j.proto.types.Platform toProto(Platform platform) {
		return io.github.containerd4j.proto.types.Platform.newBuilder()
			.setOs(platform.os())
			.setArchitecture(platform.architecture())
			.setVariant(platform.variant())
			.setOsVersion(platform.osVersion())
			.addAllOsFeatures(platform.osFeatures())
			.build();
	}

}
