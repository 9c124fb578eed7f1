package io.github.containerd4j;

import java.util.concurrent.TimeUnit;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;

/**
 * A channel to a daemon that can be given to clients together with interceptors: they
 * meet a daemon that comes back at once, as with a channel of their own.
 */
public final class DaemonChannel implements AutoCloseable {

	private static final int MESSAGE = 16 * 1024 * 1024;

	private final EpollEventLoopGroup threads = new EpollEventLoopGroup(1);

	private final ManagedChannel managed;

	/**
	 * Opens the channel.
	 * @param address where the daemon listens
	 */
	public DaemonChannel(String address) {
		String socket = address.replaceFirst("^unix:(//)?", "");
		this.managed = NettyChannelBuilder.forAddress(new DomainSocketAddress(socket))
			.channelType(EpollDomainSocketChannel.class)
			.eventLoopGroup(this.threads)
			// Netty warns of it, and Unix sockets have none.
			.withOption(ChannelOption.SO_KEEPALIVE, null)
			.usePlaintext()
			.maxInboundMessageSize(MESSAGE)
			.build();
	}

	/**
	 * The channel.
	 * @return the channel
	 */
	public ManagedChannel managed() {
		return this.managed;
	}

	@Override
	public void close() {
		this.managed.shutdownNow();
		this.threads.shutdownGracefully(0, 5, TimeUnit.SECONDS);
	}

}
