package io.github.containerd4j;

/**
 * The class of a failure, in the words of gRPC's status codes. What each one means for
 * containerd is told by the exception that carries it.
 *
 * @since 0.1.0
 */
public enum ErrorCode {

	/** The call was cancelled, by the caller or because the thread was interrupted. */
	CANCELLED,

	/** Everything that containerd does not classify: most errors of shims and runc. */
	UNKNOWN,

	/** A bad identifier, label, digest, filter or field. */
	INVALID_ARGUMENT,

	/** No answer came in time. */
	DEADLINE_EXCEEDED,

	/** The object does not exist in this namespace. */
	NOT_FOUND,

	/** The object exists already. */
	ALREADY_EXISTS,

	/** The operating system or a proxy refused access. */
	PERMISSION_DENIED,

	/** A disk is full, or a message was larger than the limit of one side. */
	RESOURCE_EXHAUSTED,

	/** The object is not in a state that allows the operation. */
	FAILED_PRECONDITION,

	/** The operation was aborted, typically by a concurrent one. */
	ABORTED,

	/** An offset lies outside of the content. */
	OUT_OF_RANGE,

	/** The daemon does not know the service or the method. */
	UNIMPLEMENTED,

	/** The daemon failed inside. */
	INTERNAL,

	/** The daemon is not there, or it is busy with a locked resource. */
	UNAVAILABLE,

	/** Data was lost or corrupted. */
	DATA_LOSS,

	/** A proxy asked for credentials; containerd itself never does. */
	UNAUTHENTICATED

}
