package io.github.containerd4j.spring.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application gets that leaves out one of the optional libraries.
 */
class MissingLibrariesTests {

	private static final String NONE = "^$";

	private static final String ADDRESS = "containerd.address=/nowhere/containerd.sock";

	@ParameterizedTest
	@CsvSource({ "/grpc-(client|common)-spring-boot, containerdGrpcChannelFactory",
			"/spring-boot-(health|actuator), containerdHealthContributor",
			"/spring-boot-actuator, containerdInfoContributor",
			"/(micrometer-core|spring-boot-micrometer-metrics), containerdInventoryMetrics",
			"/(micrometer-core|spring-boot-micrometer-metrics), containerdObservationChannelConfigurer" })
	void aMissingLibraryCostsOnlyItsBean(String missing, String bean) throws Exception {
		assertThat(IsolatedApplication.beanNames(missing, ADDRESS)).contains("containerdClient", "default-namespace")
			.doesNotContain(bean);
	}

	@Test
	void withAllLibrariesAllBeansAreThere() throws Exception {
		assertThat(IsolatedApplication.beanNames(NONE, ADDRESS)).contains("containerdClient", "default-namespace",
				"containerdGrpcChannelFactory", "containerdHealthContributor", "containerdInfoContributor",
				"containerdInventoryMetrics", "containerdEventMetrics", "containerdObservationChannelConfigurer",
				"containerdEventPublisher");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/spring-websocket", "/tomcat-embed-websocket", "/spring-(webmvc|websocket)" })
	void terminalsAreNotThereWithoutTheirLibraries(String missing) throws Exception {
		assertThat(IsolatedApplication.beanNames(missing, ADDRESS, "containerd.terminal.enabled=true"))
			.contains("containerdClient")
			.doesNotContain("containerdTerminalHandler");
	}

	@Test
	void theEmbeddedDaemonIsNotNeeded() throws Exception {
		assertThat(IsolatedApplication.beanNames("/containerd-embedded", ADDRESS)).contains("containerdClient");
	}

	@Test
	void onlyTheRepairOfTheGrpcStarterIsLeftWhenContainerdIsDisabled() throws Exception {
		assertThat(IsolatedApplication.beanNames(NONE, ADDRESS, "containerd.enabled=false"))
			.filteredOn((name) -> name.startsWith("containerd") || name.contains("default-"))
			.filteredOn((name) -> !name.endsWith(ContainerdProperties.class.getName()))
			.containsExactly("containerdGrpcChannelFactory");
	}

}
