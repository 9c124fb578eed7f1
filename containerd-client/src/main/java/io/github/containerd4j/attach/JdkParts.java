package io.github.containerd4j.attach;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.Selector;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.security.Security;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of the JDK that read files of the JDK's directory when they are first used,
 * or load native code from it. One that fails to is broken for the rest of the JVM's
 * life.
 */
final class JdkParts {

	private static final Logger logger = LoggerFactory.getLogger(JdkParts.class);

	private static final String NOBODY = "containerd4j-no-such-name";

	private static final List<Part> PARTS = List.of(JdkParts::network, JdkParts::channels, JdkParts::files,
			JdkParts::users, JdkParts::groups, JdkParts::providers);

	static {
		PARTS.forEach(JdkParts::use);
	}

	private JdkParts() {
	}

	/**
	 * Uses each of them, the first time it is called.
	 */
	static void load() {
		// Being called is enough.
	}

	private static void use(Part part) {
		try {
			part.use();
		}
		catch (IOException | RuntimeException ex) {
			// As with names that nobody has, on purpose.
			logger.debug("A part of the JDK was used in vain", ex);
		}
	}

	private static void network() throws IOException {
		ProxySelector.getDefault();
		NetworkInterface.getByName("lo");
		InetAddress.getByName("localhost");
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
			socket.setSoTimeout(1);
		}
	}

	private static void channels() throws IOException {
		try (Selector selector = Selector.open(); DatagramChannel channel = DatagramChannel.open()) {
			channel.configureBlocking(false);
			selector.selectNow();
		}
	}

	private static void files() throws IOException {
		Path root = Path.of("/");
		try (Stream<Path> children = Files.list(root);
				FileChannel file = FileChannel.open(Path.of("/proc/self/stat"))) {
			file.size();
		}
		Files.getOwner(root);
		Files.getFileStore(root).getTotalSpace();
		FileSystems.getDefault().newWatchService().close();
	}

	private static void users() throws IOException {
		names().lookupPrincipalByName(NOBODY);
	}

	private static void groups() throws IOException {
		names().lookupPrincipalByGroupName(NOBODY);
	}

	private static UserPrincipalLookupService names() {
		return FileSystems.getDefault().getUserPrincipalLookupService();
	}

	private static void providers() {
		FileSystemProvider.installedProviders();
		Charset.isSupported(NOBODY);
		Security.getProviders();
		ZonedDateTime.now();
		ProcessHandle.current().info();
		ForkJoinPool.commonPool();
	}

	/**
	 * A part of the JDK.
	 */
	@FunctionalInterface
	private interface Part {

		void use() throws IOException;

	}

}
