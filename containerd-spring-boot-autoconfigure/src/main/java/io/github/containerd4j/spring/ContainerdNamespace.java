package io.github.containerd4j.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Qualifies a bean by the containerd namespace that it works in.
 * <p>
 * At an injection point it selects the service of a namespace that the property
 * {@code containerd.namespaces} lists, or of the default one:
 * {@code @ContainerdNamespace("k8s.io") ContainerService containers}. On a bean method or
 * component it marks a bean of the application, which then takes the place of ours;
 * {@code @Bean(defaultCandidate = false)} keeps such a bean out of injection points
 * without a qualifier. Namespaces that are not known when the application starts are
 * reached through {@link io.github.containerd4j.ContainerdClient#namespace(String)}.
 *
 * @since 0.1.0
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
public @interface ContainerdNamespace {

	/**
	 * The name of the namespace.
	 * @return the name, as containerd spells it
	 */
	String value();

}
