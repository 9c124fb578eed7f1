package io.github.containerd4j.spring.autoconfigure.grpc;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.autoconfigure.AutoConfigureAfter;
import org.springframework.util.ClassUtils;

/**
 * Leaves out those auto-configurations of the gRPC client starter that name classes of
 * Spring Boot 3. In Spring Boot 4 they configure nothing, and all that is seen of them is
 * a warning at every start.
 */
final class OutdatedAutoConfigurationFilter implements AutoConfigurationImportFilter, BeanClassLoaderAware {

	private static final String PACKAGE = "net.devh.boot.grpc.client.autoconfigure.";

	private static final Set<String> SUSPECTS = Set.of(PACKAGE + "GrpcClientHealthAutoConfiguration",
			PACKAGE + "GrpcClientMetricAutoConfiguration", PACKAGE + "GrpcClientMicrometerTraceAutoConfiguration");

	private @Nullable ClassLoader classLoader;

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	@Override
	public boolean[] match(@Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[autoConfigurations.length];
		for (int i = 0; i < matches.length; i++) {
			String name = autoConfigurations[i];
			matches[i] = name == null || !SUSPECTS.contains(name) || isUpToDate(name);
		}
		return matches;
	}

	private boolean isUpToDate(String name) {
		try {
			AutoConfigureAfter after = ClassUtils.forName(name, this.classLoader)
				.getAnnotation(AutoConfigureAfter.class);
			// Asking for the classes fails if one of them does not exist.
			return after == null || Arrays.stream(after.value()).allMatch(Objects::nonNull);
		}
		catch (ClassNotFoundException | LinkageError | TypeNotPresentException | ArrayStoreException ex) {
			return false;
		}
	}

}
