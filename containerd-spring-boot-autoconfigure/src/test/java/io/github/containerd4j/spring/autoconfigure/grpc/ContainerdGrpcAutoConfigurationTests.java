package io.github.containerd4j.spring.autoconfigure.grpc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.google.protobuf.Empty;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.proto.services.version.v1.VersionGrpc.VersionBlockingStub;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import net.devh.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration;
import net.devh.boot.grpc.client.channelfactory.GrpcChannelFactory;
import net.devh.boot.grpc.client.config.GrpcChannelProperties;
import net.devh.boot.grpc.client.config.GrpcChannelsProperties;
import net.devh.boot.grpc.client.config.NegotiationType;
import net.devh.boot.grpc.client.inject.GrpcClient;
import net.devh.boot.grpc.client.interceptor.GrpcGlobalClientInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerdGrpcAutoConfigurationTests {

	private static final AutoConfigurations CONTAINERD = AutoConfigurations.of(ContainerdAutoConfiguration.class,
			ContainerdGrpcAutoConfiguration.class, ContainerdGrpcClientAutoConfiguration.class,
			GrpcClientAutoConfiguration.class);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(CONTAINERD)
		.withPropertyValues("containerd.address=/nowhere/containerd.sock");

	@Test
	void theAddressReachesTheChannelOfTheStarter() {
		this.contextRunner
			.run((context) -> assertThat(channel(context).getAddress()).hasToString("unix:/nowhere/containerd.sock"));
	}

	@Test
	void anAddressOfTheChannelWinsOverTheProperty() {
		this.contextRunner.withPropertyValues("grpc.client.containerd.address=unix:/other.sock").run((context) -> {
			assertThat(channel(context).getAddress()).hasToString("unix:/other.sock");
			assertThat(context.getBean(ContainerdClient.class).address()).hasToString("unix:///other.sock");
		});
	}

	@Test
	void otherPropertiesOfTheChannelKeepTheAddress() {
		this.contextRunner.withPropertyValues("grpc.client.containerd.user-agent=mine").run((context) -> {
			assertThat(channel(context).getAddress()).hasToString("unix:/nowhere/containerd.sock");
			assertThat(channel(context).getUserAgent()).isEqualTo("mine");
		});
	}

	@Test
	void propertiesOfAllChannelsThatWouldBreakContainerdDoNotReachIt() {
		this.contextRunner
			.withPropertyValues("grpc.client.GLOBAL.enable-keep-alive=true", "grpc.client.GLOBAL.keep-alive-time=10s",
					"grpc.client.GLOBAL.shutdown-grace-period=60s", "grpc.client.GLOBAL.address=static://elsewhere:1")
			.run((context) -> {
				assertThat(channel(context).isEnableKeepAlive()).isFalse();
				assertThat(channel(context).getShutdownGracePeriod()).isZero();
				assertThat(channel(context).getAddress()).hasToString("unix:/nowhere/containerd.sock");
			});
	}

	@Test
	void whatTheUserWroteForTheChannelStays() {
		this.contextRunner
			.withPropertyValues("grpc.client.containerd.enable-keep-alive=true",
					"grpc.client.containerd.shutdownGracePeriod=7s")
			.run((context) -> {
				assertThat(channel(context).isEnableKeepAlive()).isTrue();
				assertThat(channel(context).getShutdownGracePeriod()).isEqualTo(Duration.ofSeconds(7));
			});
	}

	@Test
	void tlsForAllChannelsDoesNotReachTheSocket() {
		this.contextRunner.withPropertyValues("grpc.client.GLOBAL.negotiation-type=tls")
			.run((context) -> assertThat(channel(context).getNegotiationType()).isEqualTo(NegotiationType.TLS))
			.run((context) -> assertThat(context).hasSingleBean(ContainerdClient.class));
	}

	@Test
	void theClientUsesTheChannelOfTheStarter() {
		try (InProcessDaemon daemon = new InProcessDaemon("through-the-starter")) {
			this.contextRunner.withPropertyValues("grpc.client.containerd.address=in-process:through-the-starter")
				.run((context) -> assertThat(context.getBean(ContainerdClient.class).version().get().version())
					.isEqualTo(InProcessDaemon.VERSION));
		}
	}

	@Test
	void interceptorsOfTheStarterSeeTheCallsOfTheClient() {
		try (InProcessDaemon daemon = new InProcessDaemon("intercepted")) {
			this.contextRunner.withPropertyValues("grpc.client.containerd.address=in-process:intercepted")
				.withUserConfiguration(Interceptor.class)
				.run((context) -> {
					context.getBean(ContainerdClient.class).version().get();
					assertThat(context.getBean(Interceptor.class).methods)
						.containsExactly("containerd.services.version.v1.Version/Version");
				});
		}
	}

	@Test
	void stubsOfTheStarterUseTheSameChannel() {
		try (InProcessDaemon daemon = new InProcessDaemon("stubs")) {
			this.contextRunner.withPropertyValues("grpc.client.containerd.address=in-process:stubs")
				.withUserConfiguration(Stubs.class)
				.run((context) -> assertThat(
						context.getBean(Stubs.class).version.version(Empty.getDefaultInstance()).getVersion())
					.isEqualTo(InProcessDaemon.VERSION));
		}
	}

	@Test
	void ourFactoryReplacesTheOneOfTheStarter() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(GrpcChannelFactory.class)
			.hasBean("containerdGrpcChannelFactory"));
	}

	@Test
	void anApplicationsOwnFactoryTakesThePlaceOfOurs() {
		this.contextRunner.withUserConfiguration(OwnFactory.class).run((context) -> {
			assertThat(context).hasSingleBean(GrpcChannelFactory.class).hasSingleBean(ContainerdClient.class);
			context.getBean(ContainerdClient.class).channel();
			assertThat(context.getBean(OwnFactory.Factory.class).names).containsExactly("containerd");
		});
	}

	@Test
	void theChannelToASocketIsMadeByTheFirstCall() {
		this.contextRunner.withUserConfiguration(OwnFactory.class).run((context) -> {
			List<String> names = context.getBean(OwnFactory.Factory.class).names;
			ContainerdClient client = context.getBean(ContainerdClient.class);
			assertThat(names).isEmpty();

			client.channel();
			client.namespace("other").channel();

			assertThat(names).containsExactly("containerd");
		});
	}

	@Test
	void theChannelToAnAddressThatMayHaveTlsIsMadeAtTheStart() {
		this.contextRunner.withUserConfiguration(OwnFactory.class)
			.withPropertyValues("containerd.address=tcp://localhost:1")
			.run((context) -> assertThat(context.getBean(OwnFactory.Factory.class).names)
				.containsExactly("containerd"));
	}

	@Test
	void closingTheContextClosesTheChannel() {
		this.contextRunner.run((context) -> {
			GrpcChannelFactory factory = context.getBean(GrpcChannelFactory.class);
			context.getBean(ContainerdClient.class).channel();
			ManagedChannel channel = ((ContainerdOrInProcessChannelFactory) factory).managedChannel("containerd");

			context.getSourceApplicationContext().close();

			assertThat(channel.isShutdown()).isTrue();
		});
	}

	private static GrpcChannelProperties channel(AssertableApplicationContext context) {
		return context.getBean(GrpcChannelsProperties.class).getChannel("containerd");
	}

	@Configuration(proxyBeanMethods = false)
	static class Stubs {

		@GrpcClient("containerd")
		private VersionBlockingStub version;

	}

	@Configuration(proxyBeanMethods = false)
	static class Interceptor {

		private final List<String> methods = new CopyOnWriteArrayList<>();

		@GrpcGlobalClientInterceptor
		ClientInterceptor recorder() {
			return new ClientInterceptor() {

				@Override
				public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options,
						Channel next) {
					Interceptor.this.methods.add(method.getFullMethodName());
					return next.newCall(method, options);
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFactory {

		@Bean
		Factory ownFactory() {
			return new Factory();
		}

		static final class Factory implements GrpcChannelFactory {

			private final List<String> names = new CopyOnWriteArrayList<>();

			private final ManagedChannel channel = ManagedChannelBuilder.forTarget("dns:///localhost:1").build();

			@Override
			public Channel createChannel(String name, List<ClientInterceptor> interceptors, boolean sort) {
				this.names.add(name);
				return this.channel;
			}

			@Override
			public void close() {
				this.channel.shutdownNow();
			}

		}

	}

}
