package io.github.containerd4j.spring.autoconfigure.metrics;

import java.util.List;

import io.github.containerd4j.Filter;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.event.ContainerdEventsAutoConfiguration;
import io.github.containerd4j.spring.metrics.ContainerSelection;
import io.github.containerd4j.spring.metrics.ContainerdContainerMetrics;
import io.github.containerd4j.spring.metrics.ContainerdEventMetrics;
import io.github.containerd4j.spring.metrics.ContainerdInventoryMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerdMetricsAutoConfigurationTests {

	private final ApplicationContextRunner withoutRegistry = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ContainerdAutoConfiguration.class, ContainerdEventsAutoConfiguration.class,
						ContainerdMetricsAutoConfiguration.class, MetricsAutoConfiguration.class))
		.withPropertyValues("containerd.address=/nowhere/containerd.sock");

	private final ApplicationContextRunner contextRunner = this.withoutRegistry.withBean(SimpleMeterRegistry.class);

	@Test
	void theMetersAreRegistered() {
		this.contextRunner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("containerd.namespaces").gauge().value()).isNaN();
			assertThat(registry.get("containerd.events.connected").gauge().value()).isZero();
			assertThat(registry.get("containerd.events.gaps").functionCounter().count()).isZero();
			assertThat(registry.get("containerd.events.received").functionCounter().count()).isZero();
			assertThat(registry.get("containerd.events.dropped").functionCounter().count()).isZero();
		});
	}

	@Test
	void thereAreNoneWithoutARegistry() {
		this.withoutRegistry.run((context) -> assertThat(context).doesNotHaveBean(ContainerdInventoryMetrics.class)
			.doesNotHaveBean(ContainerdEventMetrics.class));
	}

	@Test
	void theyCanBeTurnedOff() {
		this.contextRunner.withPropertyValues("containerd.metrics.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ContainerdInventoryMetrics.class)
				.doesNotHaveBean(ContainerdEventMetrics.class));
	}

	@Test
	void withoutTheEventStreamItHasNoMeters() {
		this.contextRunner.withPropertyValues("containerd.events.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(ContainerdInventoryMetrics.class)
				.doesNotHaveBean(ContainerdEventMetrics.class));
	}

	@Test
	void singleContainersHaveMetersOnRequest() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(ContainerdContainerMetrics.class));
		this.contextRunner.withPropertyValues("containerd.metrics.containers.labels=team=web,app")
			.run((context) -> assertThat(
					context.getBean(MeterRegistry.class).get("containerd.containers.measured").gauge().value())
				.isNaN());
	}

	@Test
	void thePropertiesTellWhichContainersHaveMeters() {
		ContainerdContainerMetricsProperties properties = new ContainerdContainerMetricsProperties();
		properties.setLabels(List.of("team=web", "app"));

		assertThat(PropertiesContainerSelection.of(properties, "shop")).isEqualTo(new ContainerSelection(
				List.of("shop"), List.of(Filter.label("team", "web"), Filter.label("app")), 100));

		properties.setNamespaces(List.of("k8s.io"));
		assertThat(PropertiesContainerSelection.of(properties, "shop").namespaces()).containsExactly("k8s.io");
	}

}
