package io.github.containerd4j.spring.autoconfigure.observation;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.proto.services.version.v1.VersionGrpc;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.grpc.ContainerdGrpcAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.grpc.ContainerdGrpcClientAutoConfiguration;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.transport.SenderContext;
import net.devh.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContainerdObservationAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContainerdAutoConfiguration.class,
				ContainerdGrpcAutoConfiguration.class, ContainerdGrpcClientAutoConfiguration.class,
				GrpcClientAutoConfiguration.class, ContainerdObservationAutoConfiguration.class,
				ObservationAutoConfiguration.class, MetricsAutoConfiguration.class))
		.withBean(SimpleMeterRegistry.class)
		.withPropertyValues("containerd.address=/nowhere/containerd.sock");

	@Test
	void aCallIsMeasured() {
		this.contextRunner.run((context) -> {
			call(context.getBean(ContainerdClient.class));
			assertThat(context.getBean(MeterRegistry.class)
				.get("grpc.client")
				.tag("rpc.service", "containerd.services.version.v1.Version")
				.timer()
				.count()).isOne();
		});
	}

	@Test
	void aListingIsMeasured() {
		this.contextRunner.run((context) -> {
			ContainerService containers = context.getBean(ContainerdClient.class).namespace("default").containers();
			assertThatExceptionOfType(UnavailableException.class).isThrownBy(containers::list);
			assertThat(context.getBean(MeterRegistry.class)
				.get("grpc.client")
				.tags("rpc.method", "ListStream", "rpc.type", "SERVER_STREAMING")
				.timer()
				.count()).isOne();
		});
	}

	@Test
	void whatATracerSendsAlongReachesTheDaemon() throws IOException {
		Headers headers = new Headers();
		Server daemon = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
			.addService(new VersionGrpc.VersionImplBase() {
			})
			.intercept(headers)
			.build()
			.start();
		try {
			this.contextRunner.withPropertyValues("containerd.address=tcp://localhost:" + daemon.getPort())
				.withBean(Tracer.class)
				.run((context) -> {
					assertThatExceptionOfType(UnimplementedException.class)
						.isThrownBy(() -> context.getBean(ContainerdClient.class).version().get());
					assertThat(headers.traceparents).containsExactly(Tracer.TRACEPARENT);
				});
		}
		finally {
			daemon.shutdownNow();
		}
	}

	@Test
	void itCanBeTurnedOff() {
		this.contextRunner.withPropertyValues("containerd.observations.enabled=false").run((context) -> {
			call(context.getBean(ContainerdClient.class));
			assertThat(context.getBean(MeterRegistry.class).find("grpc.client").timer()).isNull();
		});
	}

	private static void call(ContainerdClient client) {
		assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.version().get());
	}

	/**
	 * What a bridge to a tracer does at the start of a call.
	 */
	static class Tracer implements ObservationHandler<SenderContext<Object>> {

		private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

		@Override
		public void onStart(SenderContext<Object> context) {
			context.getSetter().set(context.getCarrier(), "traceparent", TRACEPARENT);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof SenderContext;
		}

	}

	private static final class Headers implements ServerInterceptor {

		private final List<String> traceparents = new CopyOnWriteArrayList<>();

		@Override
		public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
				ServerCallHandler<Q, A> next) {
			this.traceparents.add(headers.get(Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER)));
			return next.startCall(call, headers);
		}

	}

}
