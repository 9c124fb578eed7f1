package io.github.containerd4j.spring.autoconfigure.grpc;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.connection.ContainerdAddress;
import io.github.containerd4j.spring.autoconfigure.ContainerdClientBuilderCustomizer;
import net.devh.boot.grpc.client.channelfactory.GrpcChannelFactory;
import net.devh.boot.grpc.client.config.GrpcChannelsProperties;
import org.jspecify.annotations.Nullable;

/**
 * Gives the client the channel {@code containerd} of a channel factory, which keeps
 * owning it.
 */
record GrpcChannelCustomizer(GrpcChannelFactory channelFactory,
		GrpcChannelsProperties channels) implements ContainerdClientBuilderCustomizer {

	@Override
	public void customize(ContainerdClient.Builder builder) {
		ContainerdAddress address = ContainerdChannelTarget
			.describe(this.channels.getChannel(ContainerdChannelTarget.CHANNEL_NAME).getAddress());
		if (address != null) {
			builder.address(address);
		}
		Channel channel = this.channelFactory.createChannel(ContainerdChannelTarget.CHANNEL_NAME);
		builder.channel(channel, managed(channel));
	}

	private @Nullable ManagedChannel managed(Channel channel) {
		if (this.channelFactory instanceof ContainerdOrInProcessChannelFactory ours) {
			return ours.managedChannel(ContainerdChannelTarget.CHANNEL_NAME);
		}
		// Without interceptors a factory hands out the channel itself.
		return (channel instanceof ManagedChannel managed) ? managed : null;
	}

}
