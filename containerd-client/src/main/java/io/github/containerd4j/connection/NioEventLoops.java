package io.github.containerd4j.connection;

import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;

/**
 * The event loop for Unix sockets where epoll is missing. gRPC shares and releases its
 * own loops but knows none for this channel type, so one daemon thread serves all clients
 * of the JVM for its life; it starts with the first connection and holds up no exit.
 */
final class NioEventLoops {

	private NioEventLoops() {
	}

	static EventLoopGroup shared() {
		return Holder.GROUP;
	}

	private static final class Holder {

		private static final EventLoopGroup GROUP = new NioEventLoopGroup(1,
				new DefaultThreadFactory("containerd-nio", true));

	}

}
