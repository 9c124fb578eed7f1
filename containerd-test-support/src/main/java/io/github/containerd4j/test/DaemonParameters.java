package io.github.containerd4j.test;

import java.nio.file.Path;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the daemon, its client and a namespace of their own.
 */
final class DaemonParameters implements ParameterResolver, BeforeEachCallback {

	private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(DaemonParameters.class);

	private final Path binDirectory;

	DaemonParameters(Path binDirectory) {
		this.binDirectory = binDirectory;
	}

	@Override
	public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
		// A namespace that the constructor takes is that of the test method.
		return ExtensionContextScope.TEST_METHOD;
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		// Also a test that takes no parameter belongs to a daemon, and fails without it.
		SharedDaemons.get(context, this.binDirectory);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == TestDaemon.class || type == ContainerdClient.class || type == Namespace.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		TestDaemon daemon = SharedDaemons.get(context, this.binDirectory);
		Class<?> type = parameter.getParameter().getType();
		if (type == TestDaemon.class) {
			return daemon;
		}
		return (type == ContainerdClient.class) ? daemon.client() : namespace(daemon, context);
	}

	private static Namespace namespace(TestDaemon daemon, ExtensionContext context) {
		return context.getStore(STORE)
			.computeIfAbsent(OwnNamespace.class, (key) -> new OwnNamespace(daemon), OwnNamespace.class)
			.namespace();
	}

	/**
	 * A namespace that lives as long as the scope whose store it is in.
	 */
	private static final class OwnNamespace implements AutoCloseable {

		private final TestDaemon daemon;

		private final Namespace namespace;

		OwnNamespace(TestDaemon daemon) {
			this.daemon = daemon;
			this.namespace = daemon.newNamespace();
		}

		Namespace namespace() {
			return this.namespace;
		}

		@Override
		public void close() {
			this.daemon.remove(this.namespace);
		}

	}

}
