package io.github.containerd4j.connection;

import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannelBuilder;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.github.containerd4j.connection.ContainerdAddress.TcpHost;
import io.github.containerd4j.connection.ContainerdAddress.UnixSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes channel builders for containerd. Both the client's own builder and the channel
 * factory of a Spring application come here.
 *
 * @since 0.1.0
 */
public final class ContainerdChannels {

	private static final Logger logger = LoggerFactory.getLogger(ContainerdChannels.class);

	// A socket path is no valid authority for grpc-java, and containerd accepts any
	// value.
	private static final String AUTHORITY = "localhost";

	// What gRPC begins with. It would go on to measure the best size, by a ping with each
	// answer, which costs as much as a small call; the way to a socket of the same
	// machine
	// has no length that a larger window could make up for.
	private static final int FLOW_CONTROL_WINDOW = 1024 * 1024;

	private ContainerdChannels() {
	}

	/**
	 * Makes a builder for a channel to an address. The channel connects with its first
	 * call. No keepalive is set: containerd answers pings that come more often than every
	 * five minutes by closing the connection, and the kernel reports a dead peer of a
	 * Unix socket at once.
	 * @param address the address
	 * @param options the options
	 * @return the builder
	 */
	public static NettyChannelBuilder builder(ContainerdAddress address, ChannelOptions options) {
		NettyChannelBuilder builder = (address instanceof UnixSocket socket) ? unix(socket.path())
				: tcp((TcpHost) address, options);
		builder.maxInboundMessageSize(options.maxMessageSize());
		builder.withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(options.connectTimeout().toMillis()));
		return builder;
	}

	private static NettyChannelBuilder unix(Path socket) {
		ChannelCredentials credentials = InsecureChannelCredentials.create();
		NettyChannelBuilder builder;
		if (Epoll.isAvailable()) {
			logger.debug("Using epoll for {}", socket);
			builder = netty(Grpc.newChannelBuilder("unix://" + socket, credentials));
		}
		else {
			logger.debug("Using the JDK's Unix sockets for {}, epoll is not available here", socket);
			builder = NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket), credentials)
				.channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
				.eventLoopGroup(NioEventLoops.shared());
		}
		// A Unix socket has no such option; left in place, netty warns at every connect.
		builder.withOption(ChannelOption.SO_KEEPALIVE, null);
		builder.flowControlWindow(FLOW_CONTROL_WINDOW);
		return builder.overrideAuthority(AUTHORITY);
	}

	private static NettyChannelBuilder tcp(TcpHost address, ChannelOptions options) {
		ChannelCredentials credentials = (options.tls() != null) ? tls(options.tls())
				: InsecureChannelCredentials.create();
		return netty(Grpc.newChannelBuilderForAddress(unbracketed(address.host()), address.port(), credentials))
			.keepAliveTime(6, TimeUnit.MINUTES);
	}

	private static ChannelCredentials tls(ChannelOptions.Tls tls) {
		TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
		if (!tls.keyManagers().isEmpty()) {
			credentials.keyManager(tls.keyManagers().toArray(KeyManager[]::new));
		}
		if (!tls.trustManagers().isEmpty()) {
			credentials.trustManager(tls.trustManagers().toArray(TrustManager[]::new));
		}
		return credentials.build();
	}

	private static String unbracketed(String host) {
		return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
	}

	private static NettyChannelBuilder netty(ManagedChannelBuilder<?> builder) {
		return (NettyChannelBuilder) builder;
	}

}
