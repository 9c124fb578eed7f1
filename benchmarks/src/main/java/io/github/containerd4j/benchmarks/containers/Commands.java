package io.github.containerd4j.benchmarks.containers;

/**
 * What runs in the container, the same for all sides. The Go program has these lines too.
 */
final class Commands {

	private Commands() {
	}

	static String[] output(int mebibytes) {
		return new String[] { "dd", "if=/dev/zero", "bs=1M", "count=" + mebibytes };
	}

	/**
	 * Fails unless all came. {@code wc} would take most of the time for itself.
	 */
	static String[] input(int mebibytes) {
		String command = "dd of=/dev/null bs=1M iflag=fullblock 2>&1 | grep -q '^" + mebibytes + "+0 records in'";
		return new String[] { "sh", "-c", command };
	}

	/**
	 * Says a line when the terminal no longer echoes by itself, then gives back each
	 * byte.
	 */
	static String[] echo() {
		return new String[] { "sh", "-c", "stty raw -echo; echo ready; exec cat" };
	}

}
