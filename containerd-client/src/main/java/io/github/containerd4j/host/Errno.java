package io.github.containerd4j.host;

import io.github.containerd4j.ErrorCode;

/**
 * The errors of the kernel that we meet, and what they mean for a caller. The numbers are
 * the same on every processor that containerd runs on.
 */
enum Errno {

	EPERM(1, "not permitted, it needs root (CAP_SYS_ADMIN)", ErrorCode.PERMISSION_DENIED),

	ENOENT(2, "no such file or directory", ErrorCode.NOT_FOUND),

	ESRCH(3, "the process is gone", ErrorCode.NOT_FOUND),

	ENXIO(6, "nobody has the other end open", ErrorCode.FAILED_PRECONDITION),

	EAGAIN(11, "somebody else is changing it", ErrorCode.ABORTED),

	EACCES(13, "permission denied", ErrorCode.PERMISSION_DENIED),

	EBUSY(16, "in use", ErrorCode.FAILED_PRECONDITION),

	EEXIST(17, "it exists already", ErrorCode.ALREADY_EXISTS),

	EXDEV(18, "not on one file system", ErrorCode.FAILED_PRECONDITION),

	ENODEV(19, "the kernel does not have this file system", ErrorCode.UNIMPLEMENTED),

	ENOTDIR(20, "not a directory", ErrorCode.FAILED_PRECONDITION),

	EISDIR(21, "a directory", ErrorCode.FAILED_PRECONDITION),

	EINVAL(22, "the kernel refuses the value or the options, or it is no mount point", ErrorCode.INVALID_ARGUMENT),

	EMFILE(24, "too many open files in this process", ErrorCode.RESOURCE_EXHAUSTED),

	ETXTBSY(26, "a program that runs", ErrorCode.FAILED_PRECONDITION),

	EFBIG(27, "larger than a file may be", ErrorCode.RESOURCE_EXHAUSTED),

	ENOSPC(28, "no space left on the device, or too many mounts", ErrorCode.RESOURCE_EXHAUSTED),

	EROFS(30, "read-only", ErrorCode.FAILED_PRECONDITION),

	ERANGE(34, "larger than it was", ErrorCode.ABORTED),

	ENAMETOOLONG(36, "a name is too long", ErrorCode.INVALID_ARGUMENT),

	ENOSYS(38, "the kernel does not have this system call", ErrorCode.UNIMPLEMENTED),

	ENOTEMPTY(39, "the directory is not empty", ErrorCode.FAILED_PRECONDITION),

	ELOOP(40, "too many symbolic links, or a link of procfs", ErrorCode.INVALID_ARGUMENT),

	ENODATA(61, "no such attribute", ErrorCode.NOT_FOUND),

	ENOTSUP(95, "not supported", ErrorCode.UNIMPLEMENTED),

	EDQUOT(122, "the quota of the disk is used up", ErrorCode.RESOURCE_EXHAUSTED);

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
