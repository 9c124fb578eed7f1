package io.github.containerd4j.spring.autoconfigure.grpc;

import java.time.Duration;

import io.github.containerd4j.spring.autoconfigure.ContainerdConnectionDetails;
import net.devh.boot.grpc.client.config.GrpcChannelProperties;
import net.devh.boot.grpc.client.config.GrpcChannelsProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;

/**
 * Completes the properties of the channel {@code containerd}: what the user wrote under
 * {@code grpc.client.containerd} stays, and what he wrote for all channels does not reach
 * it where that would break containerd's.
 * <p>
 * It comes first among the post-processors because the starter's own one makes channels
 * while the others are still being registered.
 */
final class ContainerdChannelPropertiesPostProcessor implements BeanPostProcessor, PriorityOrdered {

	private static final String PREFIX = "grpc.client." + ContainerdChannelTarget.CHANNEL_NAME + ".";

	private final ObjectProvider<ContainerdConnectionDetails> connectionDetails;

	private final Environment environment;

	ContainerdChannelPropertiesPostProcessor(ObjectProvider<ContainerdConnectionDetails> connectionDetails,
			Environment environment) {
		this.connectionDetails = connectionDetails;
		this.environment = environment;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof GrpcChannelsProperties channels) {
			complete(channels.getClient()
				.computeIfAbsent(ContainerdChannelTarget.CHANNEL_NAME, (name) -> new GrpcChannelProperties()));
		}
		return bean;
	}

	private void complete(GrpcChannelProperties channel) {
		if (channel.getAddress() == null) {
			this.connectionDetails
				.ifAvailable((details) -> channel.setAddress(ContainerdChannelTarget.of(details.getAddress())));
		}
		if (isMissing("enable-keep-alive")) {
			// containerd answers frequent pings by closing the connection.
			channel.setEnableKeepAlive(false);
		}
		if (isMissing("shutdown-grace-period")) {
			// Who still streams when the context is closed would hold it up for 30
			// seconds.
			channel.setShutdownGracePeriod(Duration.ZERO);
		}
	}

	private boolean isMissing(String property) {
		return !this.environment.containsProperty(PREFIX + property);
	}

}
