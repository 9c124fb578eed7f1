package io.github.containerd4j.spring.autoconfigure;

import java.util.concurrent.ThreadFactory;

import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads of what is done beside the application: virtual ones if
 * {@code spring.threads.virtual.enabled} is set and the JVM has them, else daemon
 * threads.
 *
 * @since 0.1.0
 */
public final class BackgroundThreads {

	private BackgroundThreads() {
	}

	/**
	 * Makes a factory of threads that keep no JVM alive.
	 * @param environment says which threads the application wants
	 * @param prefix what their names begin with
	 * @return the factory
	 */
	public static ThreadFactory of(Environment environment, String prefix) {
		if (Threading.VIRTUAL.isActive(environment)) {
			return new VirtualThreadTaskExecutor(prefix).getVirtualThreadFactory();
		}
		CustomizableThreadFactory threads = new CustomizableThreadFactory(prefix);
		threads.setDaemon(true);
		return threads;
	}

}
