package io.github.containerd4j.metric;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Use of block devices under cgroup v2.
 *
 * @param devices the use, by device
 * @param pressure waiting for devices; {@code null} if it is not measured
 * @since 0.1.0
 */
public record IoV2Metrics(List<IoV2Entry> devices, @Nullable PressureStall pressure) {

	/**
	 * Copies the lists.
	 * @param devices the use, by device
	 * @param pressure waiting for devices
	 */
	public IoV2Metrics {
		devices = List.copyOf(devices);
	}

}
