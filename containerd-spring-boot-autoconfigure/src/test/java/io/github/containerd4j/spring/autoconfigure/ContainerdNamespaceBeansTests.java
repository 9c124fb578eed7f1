package io.github.containerd4j.spring.autoconfigure;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.introspection.Capabilities;
import io.github.containerd4j.introspection.IntrospectionService;
import io.github.containerd4j.spring.ContainerdNamespace;
import io.github.containerd4j.spring.autoconfigure.NamespacedServices.NamespacedService;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerdNamespaceBeansTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContainerdAutoConfiguration.class))
		.withPropertyValues("containerd.address=/nowhere/containerd.sock", "containerd.namespaces=k8s.io,moby");

	@Test
	void everyServiceOfANamespaceIsInTheTable() {
		Set<Class<?>> expected = Arrays.stream(Namespace.class.getMethods())
			.filter((method) -> method.getParameterCount() == 0)
			.map(Method::getReturnType)
			.filter((type) -> type.getName().startsWith("io.github.containerd4j."))
			.collect(Collectors.toSet());
		expected.add(Namespace.class);
		// Who a daemon is and what it can do is the same in all of its namespaces.
		expected.remove(IntrospectionService.class);
		expected.remove(Capabilities.class);

		Set<Class<?>> types = NamespacedServices.ALL.stream().map(NamespacedService::type).collect(Collectors.toSet());
		assertThat(types).isEqualTo(expected);
	}

	@Test
	void aConstructorGetsTheDefaultNamespaceAndQualifiedOnes() {
		this.contextRunner.withUserConfiguration(ConstructorInjection.class).run((context) -> {
			ConstructorInjection bean = context.getBean(ConstructorInjection.class);
			assertThat(bean.namespace.name()).isEqualTo("default");
			assertThat(bean.kubernetes.name()).isEqualTo("k8s.io");
			assertThat(bean.containers).isNotNull();
		});
	}

	@Test
	void aFieldGetsItsNamespace() {
		this.contextRunner.withUserConfiguration(FieldInjection.class).run((context) -> {
			FieldInjection bean = context.getBean(FieldInjection.class);
			assertThat(bean.namespace.name()).isEqualTo("default");
			assertThat(bean.docker.name()).isEqualTo("moby");
			assertThat(bean.dockerContainers).isNotNull();
		});
	}

	@Test
	void aParameterOfABeanMethodGetsItsNamespace() {
		this.contextRunner.withUserConfiguration(ParameterInjection.class)
			.run((context) -> assertThat(context.getBean("names")).isEqualTo("default moby"));
	}

	@Test
	void providersGetTheirNamespace() {
		this.contextRunner.withUserConfiguration(ProviderInjection.class).run((context) -> {
			ProviderInjection bean = context.getBean(ProviderInjection.class);
			assertThat(bean.namespace.getObject().name()).isEqualTo("default");
			assertThat(bean.kubernetes.getObject().name()).isEqualTo("k8s.io");
			assertThat(bean.unknown.getIfAvailable()).isNull();
		});
	}

	@Test
	void collectionsHoldOnlyTheDefaultNamespaceUnlessQualified() {
		this.contextRunner.withUserConfiguration(CollectionInjection.class).run((context) -> {
			CollectionInjection bean = context.getBean(CollectionInjection.class);
			assertThat(bean.list).extracting(Namespace::name).containsExactly("default");
			assertThat(bean.map).containsOnlyKeys("default-namespace");
			assertThat(bean.kubernetes).extracting(Namespace::name).containsExactly("k8s.io");
		});
	}

	@Test
	void theContextGivesTheDefaultNamespaceByTypeAndOthersByName() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(Namespace.class).name()).isEqualTo("default");
			assertThat(context.getBean(ContainerService.class)).isNotNull();
			assertThat(context.getBean("k8s.io-namespace", Namespace.class).name()).isEqualTo("k8s.io");
			assertThat(context.getBean("k8s.io-containerService")).isInstanceOf(ContainerService.class);
		});
	}

	@Test
	void theDefaultNamespaceIsWhatThePropertySays() {
		this.contextRunner.withPropertyValues("containerd.namespace=moby")
			.run((context) -> assertThat(context.getBean(Namespace.class).name()).isEqualTo("moby"));
	}

	@Test
	void theDefaultNamespaceIsQualifiedToo() {
		this.contextRunner.withUserConfiguration(QualifiedDefault.class)
			.run((context) -> assertThat(context.getBean(QualifiedDefault.class).namespace.name())
				.isEqualTo("default"));
	}

	@Test
	void anUnknownNamespaceEndsTheStart() {
		this.contextRunner.withPropertyValues("containerd.namespaces=")
			.withUserConfiguration(ConstructorInjection.class)
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void aNameThatIsNoNamespaceEndsTheStart() {
		this.contextRunner.withPropertyValues("containerd.namespaces=a/b")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidArgumentException.class)
				.hasMessageContaining("a/b"));
	}

	@Test
	void anApplicationsOwnServiceTakesThePlaceOfTheDefaultOne() {
		this.contextRunner.withUserConfiguration(OwnService.class)
			.run((context) -> assertThat(context.getBean(Namespace.class).name()).isEqualTo("own"));
	}

	@Test
	void anApplicationsOwnQualifiedServiceTakesThePlaceOfThatNamespace() {
		this.contextRunner.withUserConfiguration(OwnQualifiedService.class, ConstructorInjection.class)
			.run((context) -> {
				ConstructorInjection bean = context.getBean(ConstructorInjection.class);
				assertThat(bean.kubernetes.name()).isEqualTo("own");
				assertThat(bean.namespace.name()).isEqualTo("default");
			});
	}

	@Test
	void severalClientsDoNotEndTheStart() {
		this.contextRunner.withUserConfiguration(TwoClients.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Configuration(proxyBeanMethods = false)
	static class ConstructorInjection {

		private final Namespace namespace;

		private final Namespace kubernetes;

		private final ContainerService containers;

		ConstructorInjection(Namespace namespace, @ContainerdNamespace("k8s.io") Namespace kubernetes,
				@ContainerdNamespace("k8s.io") ContainerService containers) {
			this.namespace = namespace;
			this.kubernetes = kubernetes;
			this.containers = containers;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FieldInjection {

		@Autowired
		private Namespace namespace;

		@Autowired
		@ContainerdNamespace("moby")
		private Namespace docker;

		@Autowired
		@ContainerdNamespace("moby")
		private ContainerService dockerContainers;

	}

	@Configuration(proxyBeanMethods = false)
	static class ParameterInjection {

		@Bean
		String names(Namespace namespace, @ContainerdNamespace("moby") Namespace docker) {
			return namespace.name() + " " + docker.name();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProviderInjection {

		@Autowired
		private ObjectProvider<Namespace> namespace;

		@Autowired
		@ContainerdNamespace("k8s.io")
		private ObjectProvider<Namespace> kubernetes;

		@Autowired
		@ContainerdNamespace("unknown")
		private ObjectProvider<Namespace> unknown;

	}

	@Configuration(proxyBeanMethods = false)
	static class CollectionInjection {

		@Autowired
		private List<Namespace> list;

		@Autowired
		private Map<String, Namespace> map;

		@Autowired
		@ContainerdNamespace("k8s.io")
		private List<Namespace> kubernetes;

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedDefault {

		@Autowired
		@ContainerdNamespace("default")
		private Namespace namespace;

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnService {

		@Bean
		Namespace ownNamespace(ContainerdClient client) {
			return client.namespace("own");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnQualifiedService {

		@Bean(defaultCandidate = false)
		@ContainerdNamespace("k8s.io")
		Namespace ownNamespace(ContainerdClient client) {
			return client.namespace("own");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoClients {

		@Bean
		ContainerdClient first() {
			return ContainerdClient.create("/first.sock");
		}

		@Bean
		ContainerdClient second() {
			return ContainerdClient.create("/second.sock");
		}

	}

}
