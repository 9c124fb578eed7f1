package io.github.containerd4j.spring.autoconfigure;

import java.beans.Introspector;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Identifiers;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.spring.ContainerdNamespace;
import io.github.containerd4j.spring.autoconfigure.NamespacedServices.NamespacedService;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;

/**
 * Registers a bean for each namespace and each type of {@link NamespacedServices}. Those
 * of the default namespace are injected with and without {@link ContainerdNamespace},
 * those of {@code containerd.namespaces} only with it, so that an unqualified injection
 * point, also one for a collection, sees one bean.
 * <p>
 * The beans are views that cost nothing; they are made when they are first asked for. A
 * bean of the application for the same type and namespace takes the place of ours.
 */
final class ContainerdNamespaceBeans implements BeanDefinitionRegistryPostProcessor {

	private final String defaultNamespace;

	private final Set<String> namespaces = new LinkedHashSet<>();

	ContainerdNamespaceBeans(Environment environment) {
		Binder binder = Binder.get(environment);
		this.defaultNamespace = binder.bind("containerd.namespace", String.class).orElse(Namespace.DEFAULT);
		this.namespaces.add(this.defaultNamespace);
		this.namespaces.addAll(binder.bind("containerd.namespaces", Bindable.listOf(String.class)).orElse(List.of()));
		this.namespaces.forEach((namespace) -> Identifiers.require("namespace", namespace));
	}

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		Assert.isInstanceOf(DefaultListableBeanFactory.class, registry);
		DefaultListableBeanFactory beanFactory = (DefaultListableBeanFactory) registry;
		for (String namespace : this.namespaces) {
			NamespacedServices.ALL.forEach((service) -> register(beanFactory, namespace, service));
		}
	}

	private <T> void register(DefaultListableBeanFactory beanFactory, String namespace, NamespacedService<T> service) {
		String name = beanName(namespace, service);
		if (!beanFactory.containsBean(name) && !isProvided(beanFactory, namespace, service.type())) {
			beanFactory.registerBeanDefinition(name, definition(beanFactory, namespace, service));
		}
	}

	private static String beanName(String namespace, NamespacedService<?> service) {
		return namespace + "-" + Introspector.decapitalize(service.type().getSimpleName());
	}

	private <T> BeanDefinition definition(DefaultListableBeanFactory beanFactory, String namespace,
			NamespacedService<T> service) {
		RootBeanDefinition definition = new RootBeanDefinition(service.type(),
				() -> service.get().apply(beanFactory.getBean(ContainerdClient.class).namespace(namespace)));
		definition.addQualifier(new AutowireCandidateQualifier(ContainerdNamespace.class, namespace));
		definition.setDefaultCandidate(isDefault(namespace));
		definition.setLazyInit(true);
		// A program prepared ahead of time comes here again when it starts, with the
		// properties it has then.
		definition.setAttribute(BeanRegistrationAotProcessor.IGNORE_REGISTRATION_ATTRIBUTE, true);
		return definition;
	}

	private boolean isDefault(String namespace) {
		return namespace.equals(this.defaultNamespace);
	}

	private boolean isProvided(DefaultListableBeanFactory beanFactory, String namespace, Class<?> type) {
		return Arrays.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, type, true, false))
			.anyMatch((name) -> isFor(beanFactory, namespace, name));
	}

	private boolean isFor(DefaultListableBeanFactory beanFactory, String namespace, String beanName) {
		ContainerdNamespace qualifier = beanFactory.findAnnotationOnBean(beanName, ContainerdNamespace.class, false);
		if (qualifier != null) {
			return qualifier.value().equals(namespace);
		}
		return isDefault(namespace) && isDefaultCandidate(beanFactory, beanName);
	}

	private static boolean isDefaultCandidate(DefaultListableBeanFactory beanFactory, String beanName) {
		if (!beanFactory.containsBeanDefinition(beanName)) {
			return true;
		}
		return beanFactory.getMergedBeanDefinition(beanName) instanceof AbstractBeanDefinition definition
				&& definition.isAutowireCandidate() && definition.isDefaultCandidate();
	}

}
