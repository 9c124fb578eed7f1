package io.github.containerd4j.embedded;

/**
 * The configuration of a private daemon, in the format of version 2, which 1.6 to 2.x
 * read.
 */
final class DaemonConfig {

	// CRI listens on a port and wants CNI; NRI has one fixed socket for all daemons. A
	// release that does not know a plugin ignores its name. The opt plugin would make
	// directories under /opt.
	private static final String TEMPLATE = """
			version = 2
			root = %s
			state = %s
			disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.nri.v1.nri"]

			[grpc]
			  address = %s

			[plugins."io.containerd.internal.v1.opt"]
			  path = %s

			%s
			""";

	private DaemonConfig() {
	}

	static String render(DaemonDirectory directory, String addition) {
		return TEMPLATE.formatted(quote(directory.root()), quote(directory.state()), quote(directory.socket()),
				quote(directory.path().resolve("opt")), addition);
	}

	private static String quote(Object value) {
		return '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

}
