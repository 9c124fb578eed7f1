package io.github.containerd4j.spring.autoconfigure.grpc;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.connection.ContainerdAddress;
import io.github.containerd4j.connection.ContainerdAddress.UnixSocket;
import io.github.containerd4j.connection.SharedChannel;
import io.github.containerd4j.spring.autoconfigure.ContainerdClientBuilderCustomizer;
import net.devh.boot.grpc.client.channelfactory.GrpcChannelFactory;
import net.devh.boot.grpc.client.config.GrpcChannelProperties;
import net.devh.boot.grpc.client.config.GrpcChannelsProperties;
import org.jspecify.annotations.Nullable;

/**
 * Gives the client the channel {@code containerd} of a channel factory, which keeps
 * owning it. A channel to a Unix socket is made by the first call: loading netty would
 * take longer than everything else that this starter does at the start of an application.
 */
record GrpcChannelCustomizer(GrpcChannelFactory channelFactory,
		GrpcChannelsProperties channels) implements ContainerdClientBuilderCustomizer {

	@Override
	public void customize(ContainerdClient.Builder builder) {
		GrpcChannelProperties properties = this.channels.getChannel(ContainerdChannelTarget.CHANNEL_NAME);
		ContainerdAddress address = ContainerdChannelTarget.describe(properties.getAddress());
		if (address != null) {
			builder.address(address);
		}
		if (address instanceof UnixSocket && properties.getImmediateConnectTimeout().isZero()) {
			builder.channel(this::channel);
		}
		else {
			// It may have TLS, whose mistakes the start has to tell and not the first
			// call.
			SharedChannel channel = channel();
			builder.channel(channel.channel(), channel.managed());
		}
	}

	private SharedChannel channel() {
		Channel channel = this.channelFactory.createChannel(ContainerdChannelTarget.CHANNEL_NAME);
		return new SharedChannel(channel, managed(channel));
	}

	private @Nullable ManagedChannel managed(Channel channel) {
		if (this.channelFactory instanceof ContainerdOrInProcessChannelFactory ours) {
			return ours.managedChannel(ContainerdChannelTarget.CHANNEL_NAME);
		}
		// Without interceptors a factory hands out the channel itself.
		return (channel instanceof ManagedChannel managed) ? managed : null;
	}

}
