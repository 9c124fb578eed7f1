package io.github.containerd4j.version;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;

/**
 * What a request needs that older daemons ignore without a word: they would do something
 * else than what was asked for, so their version is asked first.
 *
 * @param release the first release that does it, such as {@code 2.0}
 * @param otherwise what an older one would do, as the end of a sentence about it
 * @since 0.1.0
 */
public record VersionRequirement(String release, String otherwise) {

	/**
	 * Asks the daemon for its version, and fails if that is too old.
	 * @param rpc makes the call
	 * @param operation the operation that needs it, such as {@code Images.Delete}
	 * @param subject what the operation is about
	 * @return the daemon's version
	 * @throws UnimplementedException if the daemon is older, or does not tell its version
	 * in numbers
	 */
	public ContainerdVersion check(RpcClient rpc, String operation, Subject subject) {
		ContainerdVersion version = VersionService.over(rpc).get();
		if (!version.isAtLeast(this.release)) {
			Failure failure = new Failure(operation, subject.kind(), subject.id(), rpc.namespace(),
					ErrorCode.UNIMPLEMENTED);
			throw new UnimplementedException(failure.describe() + ": containerd " + version.version() + " would "
					+ this.otherwise + "; containerd " + this.release + " or newer is needed", failure, null);
		}
		return version;
	}

}
