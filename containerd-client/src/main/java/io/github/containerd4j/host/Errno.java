package io.github.containerd4j.host;

import io.github.containerd4j.ErrorCode;

/**
 * The errors of the kernel that we meet, and what they mean for a caller. The numbers are
 * the same on every processor that containerd runs on.
 */
enum Errno {

	EPERM(1, "not permitted, it needs root (CAP_SYS_ADMIN)", ErrorCode.PERMISSION_DENIED),

	ENOENT(2, "no such file or directory", ErrorCode.NOT_FOUND),

	ENXIO(6, "nobody has the other end open", ErrorCode.FAILED_PRECONDITION),

	EACCES(13, "permission denied", ErrorCode.PERMISSION_DENIED),

	EBUSY(16, "in use", ErrorCode.FAILED_PRECONDITION),

	EEXIST(17, "it exists already", ErrorCode.ALREADY_EXISTS),

	ENODEV(19, "the kernel does not have this file system", ErrorCode.UNIMPLEMENTED),

	ENOTDIR(20, "not a directory", ErrorCode.FAILED_PRECONDITION),

	EINVAL(22, "the kernel refuses the options, or it is no mount point", ErrorCode.INVALID_ARGUMENT),

	ENOSPC(28, "too many mounts", ErrorCode.RESOURCE_EXHAUSTED),

	EROFS(30, "read-only", ErrorCode.FAILED_PRECONDITION),

	ENAMETOOLONG(36, "a name is too long", ErrorCode.INVALID_ARGUMENT),

	ENOSYS(38, "the kernel does not have this system call", ErrorCode.UNIMPLEMENTED),

	ELOOP(40, "too many symbolic links", ErrorCode.INVALID_ARGUMENT),

	ENODATA(61, "no such attribute", ErrorCode.NOT_FOUND),

	ENOTSUP(95, "not supported", ErrorCode.UNIMPLEMENTED);

	private final int number;

	private final String meaning;

	private final ErrorCode code;

	Errno(int number, String meaning, ErrorCode code) {
		this.number = number;
		this.meaning = meaning;
		this.code = code;
	}

	int number() {
		return this.number;
	}

	static ErrorCode code(int number) {
		for (Errno errno : values()) {
			if (errno.number == number) {
				return errno.code;
			}
		}
		return ErrorCode.UNKNOWN;
	}

	static String describe(int number) {
		for (Errno errno : values()) {
			if (errno.number == number) {
				return errno + " (" + errno.meaning + ")";
			}
		}
		return "errno " + number;
	}

}
