package io.github.containerd4j.spring.autoconfigure.grpc;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.github.containerd4j.connection.ChannelOptions;
import io.github.containerd4j.connection.ContainerdAddress;
import io.github.containerd4j.connection.ContainerdChannels;
import net.devh.boot.grpc.client.channelfactory.GrpcChannelConfigurer;
import net.devh.boot.grpc.client.channelfactory.ShadedNettyChannelFactory;
import net.devh.boot.grpc.client.config.GrpcChannelsProperties;
import net.devh.boot.grpc.client.interceptor.GlobalClientInterceptorRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The starter's channel factory, except that channels to Unix sockets are made as the
 * client makes them: the starter's own start threads that it never stops, and that keep
 * the JVM from ending.
 */
final class ContainerdGrpcChannelFactory extends ShadedNettyChannelFactory {

	private final Map<String, ManagedChannel> managedChannels = new ConcurrentHashMap<>();

	private final ChannelOptions options;

	ContainerdGrpcChannelFactory(GrpcChannelsProperties properties, GlobalClientInterceptorRegistry interceptors,
			List<GrpcChannelConfigurer> configurers, ChannelOptions options) {
		super(properties, interceptors, configurers);
		this.options = options;
		// Looks for beans, which is for the thread that starts the application; a channel
		// is made by whichever thread calls first.
		interceptors.getClientInterceptors();
	}

	/**
	 * The channel underneath the interceptors.
	 * @param name the name of the channel
	 * @return the channel; {@code null} if none of that name was made here
	 */
	@Nullable ManagedChannel managedChannel(String name) {
		return this.managedChannels.get(name);
	}

	@Override
	protected ManagedChannel newManagedChannel(String name) {
		ManagedChannel channel = super.newManagedChannel(name);
		this.managedChannels.put(name, channel);
		return channel;
	}

	@Override
	protected NettyChannelBuilder newChannelBuilder(String name) {
		ContainerdAddress address = address(name);
		return (address != null) ? ContainerdChannels.builder(address, options(name)) : super.newChannelBuilder(name);
	}

	@Override
	protected void configureSecurity(NettyChannelBuilder builder, String name) {
		// Our builder has its credentials already and refuses others.
		if (address(name) == null) {
			super.configureSecurity(builder, name);
		}
	}

	private ChannelOptions options(String name) {
		return name.equals(ContainerdChannelTarget.CHANNEL_NAME) ? this.options : ChannelOptions.defaults();
	}

	private @Nullable ContainerdAddress address(String name) {
		return ContainerdChannelTarget.parse(name, getPropertiesFor(name).getAddress());
	}

}
