package io.github.containerd4j.spring.autoconfigure.grpc;

import java.util.List;

import io.grpc.ManagedChannel;
import io.github.containerd4j.connection.ChannelOptions;
import net.devh.boot.grpc.client.channelfactory.GrpcChannelConfigurer;
import net.devh.boot.grpc.client.channelfactory.InProcessChannelFactory;
import net.devh.boot.grpc.client.channelfactory.InProcessOrAlternativeChannelFactory;
import net.devh.boot.grpc.client.config.GrpcChannelsProperties;
import net.devh.boot.grpc.client.interceptor.GlobalClientInterceptorRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The factory of an application: in-process channels are the starter's, all others go
 * through {@link ContainerdGrpcChannelFactory}.
 */
final class ContainerdOrInProcessChannelFactory extends InProcessOrAlternativeChannelFactory {

	private final ContainerdGrpcChannelFactory delegate;

	private ContainerdOrInProcessChannelFactory(GrpcChannelsProperties properties, InProcessChannelFactory inProcess,
			ContainerdGrpcChannelFactory delegate) {
		super(properties, inProcess, delegate);
		this.delegate = delegate;
	}

	static ContainerdOrInProcessChannelFactory of(GrpcChannelsProperties properties,
			GlobalClientInterceptorRegistry interceptors, List<GrpcChannelConfigurer> configurers,
			ChannelOptions options) {
		return new ContainerdOrInProcessChannelFactory(properties,
				new InProcessChannelFactory(properties, interceptors, configurers),
				new ContainerdGrpcChannelFactory(properties, interceptors, configurers, options));
	}

	@Nullable ManagedChannel managedChannel(String name) {
		return this.delegate.managedChannel(name);
	}

}
