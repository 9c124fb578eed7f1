package io.github.containerd4j.spring.autoconfigure.diagnostics;

import java.lang.reflect.Member;

import io.github.containerd4j.spring.ContainerdNamespace;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * An injection point that asks for a namespace which no property lists. Comes before
 * Spring Boot's own analyzer of missing beans, which would suggest to define a bean.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownNamespaceFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		InjectionPoint injectionPoint = injectionPoint(rootFailure);
		if (injectionPoint == null) {
			return null;
		}
		ContainerdNamespace namespace = injectionPoint.getAnnotation(ContainerdNamespace.class);
		return (namespace != null) ? analyze(injectionPoint.getMember(), namespace.value(), cause) : null;
	}

	private static FailureAnalysis analyze(Member member, String namespace, NoSuchBeanDefinitionException cause) {
		String description = "%s needs a '%s' of the containerd namespace \"%s\", which is not configured."
			.formatted(member.getDeclaringClass().getName(), cause.getResolvableType(), namespace);
		String action = "Add \"%1$s\" to the property 'containerd.namespaces', or inject the ContainerdClient and use "
				+ "client.namespace(\"%1$s\").";
		return new FailureAnalysis(description, action.formatted(namespace), cause);
	}

	private static @Nullable InjectionPoint injectionPoint(Throwable failure) {
		InjectionPoint innermost = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnsatisfiedDependencyException unsatisfied) {
				innermost = unsatisfied.getInjectionPoint();
			}
		}
		return innermost;
	}

}
