package io.github.containerd4j.spring.terminal;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this JVM holds: its heap, and the buffers beside it.
 */
final class UsedMemory {

	private UsedMemory() {
	}

	/**
	 * Collects the garbage and tells how many bytes are left.
	 */
	static long read() {
		ManagementFactory.getMemoryMXBean().gc();
		long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + buffers;
	}

}
