package io.github.containerd4j.attach;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.host.NamespaceRehearsal;
import io.github.containerd4j.spec.LinuxNamespace;
import org.jspecify.annotations.Nullable;

/**
 * Loads what a function may need before its thread sees the container's files instead of
 * this machine's.
 */
final class Preparation {

	private static final String NOTHING = "META-INF/containerd4j/no-such-resource";

	private static final Set<ClassLoader> SEARCHED = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private Preparation() {
	}

	static void of(AttachOptions options, Callable<?> function) {
		NamespaceRehearsal.run();
		if (options.namespaces().contains(LinuxNamespace.Kind.MOUNT)) {
			JdkParts.load();
			openJars(function.getClass().getClassLoader());
			openJars(Thread.currentThread().getContextClassLoader());
			options.preloaded().forEach(Preparation::initialise);
		}
	}

	/**
	 * Lets a loader open all its jars, which stay open. One that it cannot open when it
	 * looks there for the first time is never looked at again, by nobody in this JVM.
	 */
	private static void openJars(@Nullable ClassLoader loader) {
		if (loader != null && SEARCHED.add(loader)) {
			loader.getResource(NOTHING);
		}
	}

	private static void initialise(Class<?> type) {
		try {
			Class.forName(type.getName(), true, type.getClassLoader());
		}
		catch (ClassNotFoundException ex) {
			// Its own loader does not find it by name: it was made at run time.
			throw InvalidArgumentException.of("preloaded class", type.getName(), "it cannot be found by its name");
		}
	}

}
