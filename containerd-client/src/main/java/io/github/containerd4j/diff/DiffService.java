package io.github.containerd4j.diff;

import java.util.List;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.snapshot.Mount;
import org.jspecify.annotations.Nullable;

/**
 * Turns layers of one namespace into file systems and back. The daemon itself makes the
 * mounts; the operation timeout applies to both calls.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface DiffService {

	/**
	 * Unpacks a layer.
	 * @param layer the layer, a blob of this namespace
	 * @param mounts where to, as a snapshotter gave it for an active snapshot
	 * @param options how
	 * @return the uncompressed tar, which is not stored; its digest must be the diff id
	 * that the image names
	 * @throws io.github.containerd4j.NotFoundException if this namespace does not have
	 * the blob
	 * @throws io.github.containerd4j.ContainerdException with the code {@code UNKNOWN} if
	 * the daemon cannot read the media type, or the tar is broken
	 */
	Descriptor apply(Descriptor layer, List<Mount> mounts, ApplyOptions options);

	/**
	 * Unpacks a layer without options; see
	 * {@link #apply(Descriptor, List, ApplyOptions)}.
	 * @param layer the layer, a blob of this namespace
	 * @param mounts where to, as a snapshotter gave it for an active snapshot
	 * @return the uncompressed tar
	 */
	default Descriptor apply(Descriptor layer, List<Mount> mounts) {
		return apply(layer, mounts, ApplyOptions.none());
	}

	/**
	 * Makes a layer of the difference between two file systems. The new blob has the
	 * label {@link io.github.containerd4j.content.ContentInfo#UNCOMPRESSED_LABEL} with
	 * its diff id. Nothing refers to it yet: call this under a lease.
	 * @param left before: the mounts of a view of the parent
	 * @param right after: the mounts of the changed snapshot
	 * @param options how
	 * @return the layer
	 * @throws io.github.containerd4j.UnimplementedException if the daemon does not make
	 * layers of that media type
	 */
	Descriptor diff(List<Mount> left, List<Mount> right, DiffOptions options);

	/**
	 * Makes a layer, a tar compressed with gzip; see
	 * {@link #diff(List, List, DiffOptions)}.
	 * @param left before: the mounts of a view of the parent
	 * @param right after: the mounts of the changed snapshot
	 * @return the layer
	 */
	default Descriptor diff(List<Mount> left, List<Mount> right) {
		return diff(left, right, DiffOptions.none());
	}

	/**
	 * Makes a layer of what a snapshot changes in its parent; see
	 * {@link #diff(String, String, String, DiffOptions)}.
	 * @param snapshotter the name of the snapshotter
	 * @param snapshot the key or name of the snapshot
	 * @param options how
	 * @return the layer
	 * @throws io.github.containerd4j.NotFoundException if there is no such snapshot
	 */
	Descriptor diffToParent(String snapshotter, String snapshot, DiffOptions options);

	/**
	 * Makes a layer of the difference between two snapshots; otherwise as
	 * {@link #diff(List, List, DiffOptions)}. A committed snapshot is looked at through a
	 * view, which is removed afterwards and belongs to a lease of its own meanwhile.
	 * @param snapshotter the name of the snapshotter
	 * @param before the key or name of a snapshot; {@code null} for an empty file system
	 * @param after the key or name of the changed snapshot, committed or not
	 * @param options how
	 * @return the layer
	 * @throws io.github.containerd4j.NotFoundException if one of the snapshots does not
	 * exist
	 */
	Descriptor diff(String snapshotter, @Nullable String before, String after, DiffOptions options);

	/**
	 * Makes the service.
	 * @param rpc makes the calls, in one namespace
	 * @return the service
	 */
	static DiffService over(RpcClient rpc) {
		return new GrpcDiffService(rpc);
	}

}
