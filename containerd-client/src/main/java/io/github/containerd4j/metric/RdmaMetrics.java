package io.github.containerd4j.metric;

import java.util.List;

/**
 * RDMA resources.
 *
 * @param current what is in use, by device
 * @param limit what may be used, by device
 * @since 0.1.0
 */
public record RdmaMetrics(List<RdmaEntry> current, List<RdmaEntry> limit) {

	/**
	 * Copies the lists.
	 * @param current what is in use, by device
	 * @param limit what may be used, by device
	 */
	public RdmaMetrics {
		current = List.copyOf(current);
		limit = List.copyOf(limit);
	}

}
