package io.github.containerd4j.host;

/**
 * The numbers of the kernel that are not the same on every processor.
 */
final class Architecture {

	private static final String NAME = System.getProperty("os.arch");

	private static final int GENERIC_DIRECTORY = 0x10000;

	private static final int GENERIC_NO_FOLLOW = 0x20000;

	private Architecture() {
	}

	/**
	 * O_DIRECTORY of open(2).
	 */
	static int directory() {
		return hasOwnFlags() ? GENERIC_DIRECTORY >> 2 : GENERIC_DIRECTORY;
	}

	/**
	 * O_NOFOLLOW of open(2).
	 */
	static int noFollow() {
		return hasOwnFlags() ? GENERIC_NO_FOLLOW >> 2 : GENERIC_NO_FOLLOW;
	}

	private static boolean hasOwnFlags() {
		return NAME.startsWith("aarch64") || NAME.startsWith("arm") || NAME.startsWith("ppc");
	}

	/**
	 * The number of getdents64(2), which glibc has only since 2.30.
	 */
	static long getdents64() throws SystemCallException {
		return switch (NAME) {
			case "amd64", "x86_64" -> 217;
			case "aarch64", "riscv64", "loongarch64" -> 61;
			case "ppc64", "ppc64le" -> 202;
			case "s390x" -> 220;
			default -> throw new SystemCallException("getdents64", Errno.ENOSYS.number());
		};
	}

}
